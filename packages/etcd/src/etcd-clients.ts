import { readFile } from 'node:fs/promises'
import { rootCertificates } from 'node:tls'
import { Environment, ProviderError } from '@dmt-providers/core'
import { TlsContext, tlsWords } from '@dmt-providers/tls'
import type { Etcd3, IOptions } from 'etcd3'
import { callMetadata } from './call-metadata.js'
import { classify, isTokenRefused } from './errors.js'
import { EtcdTokens } from './etcd-tokens.js'
import type { EtcdSettings } from './options.js'

/** What errors about certificates call the options. */
const words = tlsWords('etcd', 'etcd', 'etcd+tls://')

/** Milliseconds for which a node that failed is left alone, where there are others. */
const restOfNode = 1_000

/** Seconds-long silence is how a connection dies whose other end is gone: it is asked for a sign of life. */
const signsOfLife = {
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 5_000,
  'grpc.keepalive_permit_without_calls': 0,
  // etcd answers as much as is asked for; the limit of the client alone would be 4 MB.
  'grpc.max_receive_message_length': -1,
}

/** A client, and the certificates that its connections are made with. */
interface Opened {
  readonly client: Etcd3
  readonly material: Awaited<ReturnType<TlsContext['material']>> | undefined
}

/** One client for all calls, and the token that they are sent with. */
export class EtcdClients {
  #opened: Promise<Opened> | undefined
  readonly #tokens: EtcdTokens | undefined
  readonly #tls: TlsContext

  constructor(
    private readonly settings: EtcdSettings,
    environment = new Environment(),
  ) {
    const { ca, cert, key, keyPassphrase: passphrase, user } = settings
    this.#tls = new TlsContext({ ca, cert, key, passphrase }, words, environment)
    this.#tokens = user === undefined ? undefined : new EtcdTokens({ user, password: () => this.#password() })
  }

  /**
   * Runs one call; a second time with another token when etcd no longer takes the one of the first, and by another
   * client when there was no connection and the certificates have been renewed since the first was made.
   */
  async run<T>(call: (client: Etcd3) => Promise<T>): Promise<T> {
    const opened = await this.#open()
    try {
      return await this.#withToken(opened.client, call)
    } catch (error) {
      const known = classify(error)
      if (known?.code !== 'unavailable' || !(await this.#isOutdated(opened))) throw error
      await this.#replace(opened)
      if (known.notApplied !== true) throw error
      return await this.#withToken((await this.#open()).client, call)
    }
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined)
    opened?.client.close()
  }

  async #withToken<T>(client: Etcd3, call: (client: Etcd3) => Promise<T>): Promise<T> {
    await this.#tokens?.otherThan(undefined, client)
    const token = this.#tokens?.current
    try {
      return await call(client)
    } catch (error) {
      if (this.#tokens === undefined || !isTokenRefused(error)) throw error
      await this.#tokens.otherThan(token, client)
      return await call(client)
    }
  }

  async #isOutdated({ material }: Opened): Promise<boolean> {
    return this.settings.tls && (await this.#tls.material()) !== material
  }

  async #replace(outdated: Opened): Promise<void> {
    if ((await this.#opened?.catch(() => undefined)) !== outdated) return
    this.#opened = undefined
    outdated.client.close()
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#create()
    // A file that cannot be read now may be there for the next call.
    this.#opened.catch(() => {
      this.#opened = undefined
    })
    return this.#opened
  }

  async #create(): Promise<Opened> {
    const [{ Etcd3 }, grpc, faultHandling] = [
      await import('etcd3'),
      await import('@grpc/grpc-js'),
      await this.#faultHandling(),
    ]
    const { endpoints, tls, serverName, attemptTimeoutMs } = this.settings
    const material = tls ? await this.#tls.material() : undefined
    const interceptors = [callMetadata(grpc, () => this.#tokens?.current)]
    const client = new Etcd3({
      hosts: endpoints.split(',').map((one) => `${tls ? 'https' : 'http'}://${one}`),
      ...(material && { credentials: credentialsOf(material) }),
      grpcOptions: {
        ...signsOfLife,
        ...(serverName !== undefined && { 'grpc.ssl_target_name_override': serverName }),
      },
      faultHandling,
      defaultCallOptions: ({ isStream }) =>
        isStream ? { interceptors } : { interceptors, deadline: Date.now() + attemptTimeoutMs },
    })
    return { client, material }
  }

  /** Core decides what is repeated; here a node that failed is passed over where there are others. */
  async #faultHandling(): Promise<NonNullable<IOptions['faultHandling']>> {
    const { circuitBreaker, ConsecutiveBreaker, handleWhen, noop } = await import('cockatiel')
    const { isRecoverableError } = await import('etcd3')
    if (!this.settings.endpoints.includes(',')) return { global: noop, host: () => noop }
    const host = () =>
      circuitBreaker(handleWhen(isRecoverableError), {
        halfOpenAfter: restOfNode,
        breaker: new ConsecutiveBreaker(1),
      })
    return { global: noop, host }
  }

  async #password(): Promise<string> {
    const { password = '', passwordFile } = this.settings
    if (passwordFile === undefined) return password
    return (await contentOf(passwordFile)).replace(/\r?\n$/, '')
  }
}

function credentialsOf({ ca, cert, key }: NonNullable<Opened['material']>): NonNullable<IOptions['credentials']> {
  const rootCertificate = Buffer.from((ca ?? rootCertificates).join('\n'))
  if (cert === undefined || key === undefined) return { rootCertificate }
  return { rootCertificate, certChain: Buffer.from(cert), privateKey: Buffer.from(key) }
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
    throw new ProviderError('invalid-options', `passwordFile: the file ${file} cannot be read (${code})`, {
      provider: 'etcd',
      cause: error,
    })
  }
}
