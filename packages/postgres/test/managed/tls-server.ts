import type { Identity } from '../../../../tooling/fixtures/certificates.js'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { isMissing } from '../../../../tooling/servers/server.js'
import { startOwnServer } from '../../../../tooling/servers/start-server.js'
import { sqlAt } from '../sql-at.js'

/** How a server is to protect its connections from now on. */
export interface Protection {
  /** Its certificate; without one it offers no TLS. */
  readonly identity?: Identity
  /** Authority of client certificates, in PEM. */
  readonly clientAuthority?: string
  /** Lines of pg_hba.conf for the user `client`. */
  readonly rules?: readonly string[]
}

/** A server whose TLS a test sets as it needs it. */
export interface TlsServer {
  /** Administrator's URL, which works under every {@link Protection}. */
  readonly url: string
  /** URL of the role `client` and its own database. */
  readonly clientUrl: string
  /** Resolves once new connections are protected so. */
  protect(protection: Protection): Promise<void>
  stop(): Promise<void>
}

const password = 'Client-Password-1'

/** Starts a PostgreSQL server of the tests' own. Its files are written by itself, wherever it runs. */
export async function startTlsServer(): Promise<TlsServer> {
  const server = await startOwnServer('postgres')
  if (isMissing(server)) throw new Error(`no server of the tests' own: ${server.missing}`)
  await sqlAt(server.url, `create role client login password '${password}'`, 'create database client owner client')
  return {
    url: server.url,
    clientUrl: urlWith(server.url, { username: 'client', password, pathname: '/client' }),
    protect: (protection) => protect(server.url, protection),
    stop: () => server.stop(),
  }
}

async function protect(url: string, { identity, clientAuthority, rules = [] }: Protection): Promise<void> {
  const files = {
    'test.crt': identity?.certificate ?? '',
    'test.key': identity?.key ?? '',
    'test-clients.crt': clientAuthority ?? '',
    'pg_hba.conf': [...rules, 'host all client all scram-sha-256', 'host all postgres all scram-sha-256', ''].join(
      '\n',
    ),
  }
  await sqlAt(
    url,
    ...Object.entries(files).map(([name, text]) => written(name, text)),
    `alter system set ssl_cert_file = 'test.crt'`,
    `alter system set ssl_key_file = 'test.key'`,
    `alter system set ssl_ca_file = '${clientAuthority === undefined ? '' : 'test-clients.crt'}'`,
    `alter system set ssl = ${identity === undefined ? 'off' : 'on'}`,
    // A setting that nothing depends on: whoever sees it was served after the reload.
    `alter system set log_min_duration_statement = ${++generation}`,
    'select pg_reload_conf()',
  )
  while ((await sqlAt(url, 'show log_min_duration_statement'))[0]?.log_min_duration_statement !== `${generation}ms`);
}

/** Number of the protections so far. */
let generation = 1_000_000

/** The server's working directory is its data folder; a key must be readable by nobody else. */
function written(name: string, text: string): string {
  const content = Buffer.from(text).toString('base64')
  return `copy (select '${content}') to program 'umask 077; base64 -d > ${name}'`
}
