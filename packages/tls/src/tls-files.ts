import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { type Environment, ProviderError } from '@dmt-providers/core'
import { certificatesOf, isNamedAuthority, namedAuthorities } from './certificate-authorities.js'
import type { TlsWords } from './tls-words.js'

/** What TLS needs from files, and the passphrase of one of them. */
export interface TlsFiles {
  /** File in PEM with the authorities to trust, or one of {@link namedAuthorities}. */
  readonly ca?: string | undefined
  /** File in PEM with the client certificate. */
  readonly cert?: string | undefined
  /** File in PEM with its key. */
  readonly key?: string | undefined
  /** Passphrase of an encrypted key. */
  readonly passphrase?: string | undefined
}

/** What was in the files, in PEM; a client that takes no `SecureContext` takes this. The key is not encrypted any more. */
export interface TlsMaterial {
  readonly ca?: string[]
  readonly cert?: string
  readonly key?: string
}

type Parameter = keyof TlsFiles

/** Throws `invalid-options` for a client certificate without its key, or the other way around. */
export function checkTlsFiles({ cert, key }: TlsFiles, { provider, files }: TlsWords): void {
  if ((cert === undefined) === (key === undefined)) return
  const missing = cert === undefined ? files.cert : files.key
  const message = `${provider}: ${missing}: a client certificate needs both ${files.cert} and ${files.key}`
  throw new ProviderError('invalid-options', message, { provider })
}

/** What changes when one of the files does. */
export async function stateOfTlsFiles({ ca, cert, key }: TlsFiles): Promise<string> {
  const files = [ca, cert, key].filter((file) => file !== undefined && !isNamedAuthority(file))
  const states = files.map((file) => stat(file ?? '').then(({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`))
  return (await Promise.all(states)).join()
}

/** Reads what TLS needs from files, and checks that it fits together. */
export class TlsFileReader {
  constructor(
    private readonly files: TlsFiles,
    private readonly words: TlsWords,
    private readonly environment: Environment,
  ) {}

  /**
   * What is in the files now. Throws `invalid-options` naming the parameter, the file and what to do; a key is never
   * part of a message.
   */
  async read(): Promise<TlsMaterial> {
    const { ca } = this.files
    return { ...(ca === undefined ? {} : { ca: [...(await this.#authorities(ca))] }), ...(await this.#identity()) }
  }

  async #authorities(name: string): Promise<readonly string[]> {
    if (isNamedAuthority(name)) return await certificatesOf(name, this.environment)
    const text = await this.#contentOf(name, 'ca')
    this.#certificateIn(text, name, 'ca')
    return [text]
  }

  async #identity(): Promise<TlsMaterial> {
    const { cert: certFile, key: keyFile } = this.files
    if (certFile === undefined || keyFile === undefined) return {}
    const cert = await this.#contentOf(certFile, 'cert')
    const key = this.#privateKeyIn(await this.#contentOf(keyFile, 'key'), keyFile)
    if (!this.#certificateIn(cert, certFile, 'cert').checkPrivateKey(key))
      throw this.#refused('key', `the key in ${keyFile} is not that of the first certificate in ${certFile}`)
    return { cert, key: key.export({ type: 'pkcs8', format: 'pem' }).toString() }
  }

  async #contentOf(file: string, parameter: Parameter): Promise<string> {
    try {
      return await readFile(file, 'utf8')
    } catch (error) {
      const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
      const names = parameter === 'ca' ? `; it is a file in PEM, or one of ${namedAuthorities.join(', ')}` : ''
      throw this.#refused(parameter, `the file ${file} cannot be read (${code})${names}`, error)
    }
  }

  #certificateIn(text: string, file: string, parameter: Parameter): X509Certificate {
    try {
      return new X509Certificate(text)
    } catch (error) {
      const message = `the file ${file} holds no certificate in PEM, which begins with BEGIN CERTIFICATE`
      throw this.#refused(parameter, message, error)
    }
  }

  #privateKeyIn(text: string, file: string): KeyObject {
    const { passphrase } = this.files
    try {
      return createPrivateKey({ key: text, ...(passphrase === undefined ? {} : { passphrase }) })
    } catch (error) {
      throw this.#refused('key', this.#whyNoKey(text, file), error)
    }
  }

  #whyNoKey(text: string, file: string): string {
    const option = this.words.files.passphrase
    if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
      return `the file ${file} holds no private key in PEM, which begins with BEGIN PRIVATE KEY`
    if (!text.includes('ENCRYPTED')) return `the private key in ${file} is damaged`
    return this.files.passphrase === undefined
      ? `the key in ${file} is encrypted; give its passphrase by ${option}, or decrypt it with openssl pkey`
      : `the key in ${file} does not open with ${option}`
  }

  #refused(parameter: Parameter, message: string, cause?: unknown): ProviderError {
    const { provider, files } = this.words
    return new ProviderError('invalid-options', `${files[parameter]}: ${message}`, { provider, cause })
  }
}
