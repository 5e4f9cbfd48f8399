import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { SecureContextOptions } from 'node:tls'
import { type Environment, ProviderError } from '@dmt-providers/core'
import type { ServerSettings } from '../options.js'
import { certificatesOf, isNamedAuthority } from './certificate-authorities.js'

/** Options that name files, or authorities. */
export type TlsFileSettings = Pick<ServerSettings, 'sslrootcert' | 'sslcert' | 'sslkey' | 'sslpassword'>

type Parameter = keyof TlsFileSettings

/**
 * Reads what TLS needs from files and checks that it fits together. Throws `invalid-options` naming the parameter, the
 * file and what to do; a key is never part of a message.
 */
export async function readTlsFiles(settings: TlsFileSettings, environment: Environment): Promise<SecureContextOptions> {
  const { sslrootcert } = settings
  const ca = sslrootcert === undefined ? {} : { ca: [...(await authorities(sslrootcert, environment))] }
  return { ...ca, ...(await clientCertificate(settings)) }
}

/** What changes when one of the files does. */
export async function stateOfTlsFiles({ sslrootcert, sslcert, sslkey }: TlsFileSettings): Promise<string> {
  const files = [sslrootcert, sslcert, sslkey].filter((file) => file !== undefined && !isNamedAuthority(file))
  const states = files.map((file) => stat(file ?? '').then(({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`))
  return (await Promise.all(states)).join()
}

async function authorities(name: string, environment: Environment): Promise<readonly string[]> {
  if (isNamedAuthority(name)) return await certificatesOf(name, environment)
  const text = await contentOf(name, 'sslrootcert')
  certificateIn(text, name, 'sslrootcert')
  return [text]
}

async function clientCertificate({ sslcert, sslkey, sslpassword }: TlsFileSettings): Promise<SecureContextOptions> {
  if (sslcert === undefined || sslkey === undefined) return {}
  const cert = await contentOf(sslcert, 'sslcert')
  const key = privateKeyIn(await contentOf(sslkey, 'sslkey'), sslkey, sslpassword)
  if (!certificateIn(cert, sslcert, 'sslcert').checkPrivateKey(key))
    throw refused('sslkey', `the key in ${sslkey} is not that of the first certificate in ${sslcert}`)
  return { cert, key: key.export({ type: 'pkcs8', format: 'pem' }) }
}

async function contentOf(file: string, parameter: Parameter): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
    const names = parameter === 'sslrootcert' ? '; it is a file in PEM, or amazon-rds, azure or system' : ''
    throw refused(parameter, `the file ${file} cannot be read (${code})${names}`, error)
  }
}

function certificateIn(text: string, file: string, parameter: Parameter): X509Certificate {
  try {
    return new X509Certificate(text)
  } catch (error) {
    throw refused(parameter, `the file ${file} holds no certificate in PEM, which begins with BEGIN CERTIFICATE`, error)
  }
}

function privateKeyIn(text: string, file: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: text, ...(passphrase === undefined ? {} : { passphrase }) })
  } catch (error) {
    throw refused('sslkey', whyNoKey(text, file, passphrase), error)
  }
}

function whyNoKey(text: string, file: string, passphrase: string | undefined): string {
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
    return `the file ${file} holds no private key in PEM, which begins with BEGIN PRIVATE KEY`
  if (!text.includes('ENCRYPTED')) return `the private key in ${file} is damaged`
  return passphrase === undefined
    ? `the key in ${file} is encrypted; give its passphrase by sslpassword, or decrypt it with openssl pkey`
    : `the key in ${file} does not open with sslpassword`
}

function refused(parameter: Parameter, message: string, cause?: unknown): ProviderError {
  return new ProviderError('invalid-options', `${parameter}: ${message}`, { provider: 'mariadb', cause })
}
