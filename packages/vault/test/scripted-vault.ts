import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A request as it came. */
export interface Asked {
  readonly method: string
  /** After `/v1/`. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Readonly<Record<string, unknown>>
}

/** What is sent back; a text as it stands, anything else as JSON. */
export interface Scripted {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** A Vault for answers that no real one can be made to give. */
export interface ScriptedVault {
  readonly address: string
  /** Every request so far. */
  readonly asked: readonly Asked[]
  /** From now on; `undefined` answers as a healthy Vault does that has no secrets. */
  answer: (asked: Asked) => Scripted | undefined
  close(): Promise<void>
}

const healthy: Readonly<Record<string, unknown>> = {
  'auth/token/lookup-self': { data: { ttl: 0, renewable: false } },
  'sys/internal/ui/mounts/secret': { data: { path: 'secret/', type: 'kv', options: { version: '2' } } },
}

/** Starts one on a free loopback port. */
export async function startScriptedVault(): Promise<ScriptedVault> {
  const asked: Asked[] = []
  const script: Pick<ScriptedVault, 'answer'> = { answer: () => undefined }
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const { method = '', url = '', headers } = request
    const one = { method, path: url.replace('/v1/', ''), headers, body: text === '' ? {} : JSON.parse(text) }
    asked.push(one)
    const known = healthy[one.path]
    const initial: Scripted = known === undefined ? { status: 404, body: { errors: [] } } : { body: known }
    const { status = 200, headers: sent = {}, body } = script.answer(one) ?? initial
    response.writeHead(status, { 'content-type': 'application/json', ...sent })
    response.end(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    server.close()
  }
  return Object.assign(script, { address: `http://127.0.0.1:${port}`, asked, close })
}

/** One that ends with the running test. */
export async function scriptedVault(): Promise<ScriptedVault> {
  const vault = await startScriptedVault()
  onTestFinished(() => vault.close())
  return vault
}
