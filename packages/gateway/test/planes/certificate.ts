import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../../../../tooling/servers/run-command.js'

/** A certificate that vouches for itself, with its key, in a folder of its own. */
export interface Certificate {
  path: string
  pem: string
  key: string
  remove(): Promise<void>
}

/** Makes a certificate for a name, good for a day. */
export async function certificateFor(name: string): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'dmt-tls-'))
  const [path, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const files = ['-keyout', key, '-out', path]
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`]
  await runCommand('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...files, ...subject])
  return {
    path,
    pem: await readFile(path, 'utf8'),
    key: await readFile(key, 'utf8'),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
