import { readFile } from 'node:fs/promises'
import { rootCertificates } from 'node:tls'
import { type Environment, ProviderError } from '@dmt-providers/core'
import { amazonRds } from './amazon-rds.js'
import { azure } from './azure.js'

/** Names in place of a file with authorities. */
export const namedAuthorities = ['amazon-rds', 'azure', 'system'] as const

/** One of {@link namedAuthorities}. */
export type NamedAuthority = (typeof namedAuthorities)[number]

/** True for a name; anything else is a file. */
export const isNamedAuthority = (name: string): name is NamedAuthority =>
  namedAuthorities.some((known) => known === name)

/** The certificates, in PEM, of authorities that have a name here. */
export async function certificatesOf(name: NamedAuthority, environment: Environment): Promise<readonly string[]> {
  if (name === 'amazon-rds') return await amazonRds()
  return name === 'azure' ? azure() : await systemCertificates(environment)
}

/** Where operating systems keep theirs: Debian and Alpine, Red Hat, SUSE, the BSDs and macOS. */
const files = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** The operating system's authorities, or those built into Node where it keeps none in a file. */
async function systemCertificates(environment: Environment): Promise<readonly string[]> {
  const named = environment.get('SSL_CERT_FILE')
  if (named !== undefined) return [await readNamed(named)]
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text !== undefined) return [text]
  }
  return rootCertificates
}

async function readNamed(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new ProviderError('invalid-options', `SSL_CERT_FILE: the file ${file} cannot be read`, { cause: error })
  }
}

/** Servers of Amazon have certificates of Amazon's own authorities, which are on no list of public ones. */
const amazon = /\.rds\.amazonaws\.com$/i

/** The authorities for a host: those that are given, Amazon's for a database of Amazon RDS, or else those of Node. */
export function authoritiesFor(host: string, given: string | undefined): string | undefined {
  return given ?? (amazon.test(host) ? 'amazon-rds' : undefined)
}
