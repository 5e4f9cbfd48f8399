import { once } from 'node:events'
import { createServer } from 'node:http'
import { isKindName, type KindName } from './kinds.js'
import { isMissing, type MissingServer, type Server } from './server.js'
import { startServer } from './start-server.js'

/** Hands out servers to the processes of one test run. */
export interface Broker {
  /** Answers `GET /<kind>` with the server's description. */
  url: string
  /** Stops every server that it started. */
  close(): Promise<void>
}

/** Starts the broker: a server of a kind starts when the first test file asks for it, and once only. */
export async function startBroker(): Promise<Broker> {
  const started = new Map<KindName, Promise<Server | MissingServer>>()
  const http = createServer(async (request, response) => {
    const kind = request.url?.slice(1) ?? ''
    if (!isKindName(kind)) return response.writeHead(404).end()
    const found = started.get(kind) ?? startServer(kind)
    started.set(kind, found)
    const answer = await found.catch((error: unknown) => ({ error: String(error) }))
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
  }).listen(0, '127.0.0.1')
  await once(http, 'listening')
  http.unref()
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('the broker has no TCP address')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      http.close()
      const found = await Promise.allSettled(started.values())
      for (const one of found) if (one.status === 'fulfilled' && !isMissing(one.value)) await one.value.stop()
    },
  }
}
