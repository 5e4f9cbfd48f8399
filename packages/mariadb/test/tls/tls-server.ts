import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Identity } from '../../../../tooling/fixtures/certificates.js'
import { installedBinaries } from '../../../../tooling/servers/mariadb/binaries.js'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'
import { startMariadb } from '../../../../tooling/servers/mariadb/mariadb-server.js'
import { isMissing, type MissingServer } from '../../../../tooling/servers/server.js'

/** A server whose certificate a test sets as it needs it. */
export interface TlsServer {
  /** Administrator's URL, which works without TLS. */
  readonly url: string
  readonly version: string
  /** Resolves once new connections get this certificate. */
  present(identity: Identity): Promise<void>
  stop(): Promise<void>
}

/** Starts a server of the tests' own with a certificate, and the authority of client certificates. */
export async function startTlsServer(identity: Identity, clientAuthority: string): Promise<TlsServer | MissingServer> {
  const folder = await mkdtemp(join(tmpdir(), 'dmt-mariadb-tls-'))
  // The server runs under another user.
  await chmod(folder, 0o755)
  const files = { cert: join(folder, 'server.crt'), key: join(folder, 'server.key'), ca: join(folder, 'clients.crt') }
  const write = async ({ certificate, key }: Identity) => {
    await writeFile(files.cert, certificate)
    await writeFile(files.key, key)
  }
  await write(identity)
  await writeFile(files.ca, clientAuthority)
  const options = [`--ssl-cert=${files.cert}`, `--ssl-key=${files.key}`, `--ssl-ca=${files.ca}`]
  const server = await startMariadb(installedBinaries, options)
  if (isMissing(server)) return server
  return {
    url: server.url,
    version: server.version,
    async present(next) {
      await write(next)
      await mariadbAt(server.url, 'flush ssl')
    },
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
