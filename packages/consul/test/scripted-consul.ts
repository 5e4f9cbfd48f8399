import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { onTestFinished } from 'vitest'

/** One request as Consul would see it. */
export interface Asked {
  readonly method: string
  /** What follows `/v1/`, without parameters. */
  readonly path: string
  readonly query: URLSearchParams
  readonly token: string | undefined
}

/** What is answered: by default an empty 200 of a server with a leader. */
export interface Scripted {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** What Consul says of itself beside each read. */
export const meta = (index: number) => ({ 'x-consul-index': String(index), 'x-consul-knownleader': 'true' })

/** One key as Consul writes it. */
export const pair = (Key: string, value: string, ModifyIndex: number) => ({
  Key,
  Value: Buffer.from(value).toString('base64'),
  CreateIndex: 1,
  ModifyIndex,
})

/** Stands in for a Consul that gives answers which a real one cannot be made to give; `undefined` is silence. */
export async function scriptedConsul(answer: (asked: Asked) => Scripted | undefined) {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const one = askedBy(request)
    asked.push(one)
    const given = answer(one)
    if (given === undefined) return
    const { status = 200, headers = {}, body } = given
    response.writeHead(status, headers)
    response.end(typeof body === 'string' || body === undefined ? body : JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { asked, endpoint: `127.0.0.1:${port}` }
}

function askedBy({ method = '', url = '', headers }: IncomingMessage): Asked {
  const { pathname, searchParams: query } = new URL(url, 'http://host')
  const token = headers['x-consul-token']
  return { method, path: pathname.slice('/v1/'.length), query, token: typeof token === 'string' ? token : undefined }
}
