import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { authority } from '../../../tooling/fixtures/certificates.js'
import { tempFile } from '../../../tooling/fixtures/temp-file.js'

/** A request as it came, with a token. */
export interface Asked {
  readonly method: string
  /** Without the query: `/secrets/name`. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** What is sent back; a text as it stands, anything else as JSON. */
export interface Scripted {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** A Key Vault for answers that no real one can be made to give. */
export interface ScriptedKeyVault {
  readonly port: number
  readonly vault: string
  /** File of the authority that it has its certificate from. */
  readonly ca: string
  /** Every request that came with a token so far. */
  readonly asked: Asked[]
  /** From now on; `undefined` leaves the answer to what stands behind, or to a healthy Key Vault without secrets. */
  answer: (asked: Asked) => Scripted | undefined | Promise<Scripted | undefined>
  /** Answers requests without a token; `undefined` asks for one as Key Vault does. */
  challenge: (() => Scripted) | undefined
}

/** An error in the form of Key Vault. */
export const refusal = (status: number, code: string, inner?: string, message = `${code} of the test`): Scripted => ({
  status,
  body: { error: { code, message, ...(inner === undefined ? {} : { innererror: { code: inner } }) } },
})

const unauthorised: Scripted = {
  status: 401,
  headers: { 'www-authenticate': 'Bearer authorization="https://login.example/t", resource="https://vault.azure.net"' },
  body: { error: { code: 'Unauthorized', message: 'AKV10000: Request is missing a Bearer or PoP token.' } },
}

/** Starts one on a free loopback port for the running test, before the server of a URL with `?ca=` where one is given. */
export async function scriptedKeyVault(behind?: string): Promise<ScriptedKeyVault> {
  const root = await authority('Key Vault of a test')
  const { certificate: cert, key } = await root.issue({ name: 'vault', hosts: [{ type: 'dns', value: 'localhost' }] })
  const asked: Asked[] = []
  const script: Pick<ScriptedKeyVault, 'answer' | 'challenge'> = { answer: () => undefined, challenge: undefined }
  const forward = behind === undefined ? undefined : await forwarder(new URL(behind))
  const server = createServer({ cert, key }, async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const { method = '', url = '', headers } = incoming
    const one = { method, path: url.split('?')[0] ?? '', headers, body: Buffer.concat(chunks).toString() }
    if (headers.authorization === undefined) return send(script.challenge?.() ?? unauthorised)
    asked.push(one)
    send((await script.answer(one)) ?? (await forward?.(url, one, origin())) ?? healthy(one))

    function send({ status = 200, headers: sent = {}, body }: Scripted): void {
      outgoing.writeHead(status, { 'content-type': 'application/json', ...sent })
      outgoing.end(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body))
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const origin = () => `https://localhost:${port}`
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return Object.assign(script, { port, vault: origin(), ca: await tempFile(root.certificate), asked })
}

function healthy({ method, path, body }: Asked): Scripted {
  if (method === 'GET' && /^\/secrets(?:\/[^/]+\/versions)?\/?$/.test(path)) return { body: { value: [] } }
  if (method !== 'PUT') return refusal(404, 'SecretNotFound')
  const id = `https://localhost${path}/${'0'.repeat(32)}`
  return { body: { ...JSON.parse(body), id, attributes: { enabled: true } } }
}

/** Its answers name it, and the client goes on where they say. */
async function forwarder(behind: URL) {
  const file = behind.searchParams.get('ca')
  const ca = file === null ? undefined : await readFile(file, 'utf8')
  return async (url: string, { method, headers, body }: Asked, origin: string): Promise<Scripted> => {
    const forwarded = request(new URL(url, behind), {
      method,
      headers: { ...headers, host: behind.host, 'accept-encoding': 'identity' },
      ca,
    }).end(body)
    const [reply] = await once(forwarded, 'response')
    const chunks: Buffer[] = []
    for await (const chunk of reply) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString().replaceAll(behind.origin, origin)
    return { status: reply.statusCode, body: text }
  }
}
