import { getEventListeners, once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { Environment } from '@dmt-providers/core'
import { TlsContext, tlsWords } from '@dmt-providers/tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { httpErrorClass } from './http-error-class.js'
import { HttpTransport } from './http-transport.js'

const tls = new TlsContext({}, tlsWords('example', 'Example', 'https://'), new Environment({}))

/** A transport, and a server that answers so. */
async function serving(listener: RequestListener) {
  let connections = 0
  const server = createServer(listener).listen(0, '127.0.0.1')
  server.on('connection', () => connections++)
  await once(server, 'listening')
  const transport = new HttpTransport({ poolMax: 2, attemptTimeoutMs: 300 }, tls)
  onTestFinished(async () => {
    await transport.close()
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const request = { origin: `http://127.0.0.1:${port}`, path: '/a?b', method: 'GET', headers: {}, body: null }
  return { transport, request, connections: () => connections }
}

describe('a transport', () => {
  it('answers whatever status comes back, with its headers and text', async () => {
    const { transport, request } = await serving(({ url }, response) => {
      response.writeHead(307, { location: '/elsewhere' }).end(`of ${url}`)
    })
    const reply = await transport.send(request, new AbortController().signal)
    expect(reply).toMatchObject({ status: 307, text: 'of /a?b' })
    expect([reply.header('location'), reply.header('x-none')]).toEqual(['/elsewhere', undefined])
  })

  it('keeps to its number of connections, and uses them again', async () => {
    const { transport, request, connections } = await serving((_, response) => response.end('done'))
    const send = async () => await transport.send(request, new AbortController().signal)
    const replies = await Promise.all(Array.from({ length: 20 }, send))
    expect(replies).toHaveLength(20)
    expect(connections()).toBe(2)
  })

  it('leaves no listener on a signal that outlives its requests', async () => {
    const { transport, request } = await serving((_, response) => response.end('done'))
    const { signal } = new AbortController()
    for (let count = 0; count < 3; count++) await transport.send(request, signal)
    await expect(transport.send({ ...request, origin: 'http://127.0.0.1:1' }, signal)).rejects.toThrow('ECONNREFUSED')
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('ends a request at once with its signal, before it is sent too', async () => {
    const { transport, request } = await serving(() => undefined)
    const stop = new AbortController()
    const waiting = transport.send(request, stop.signal)
    stop.abort(new Error('given up'))
    await expect(waiting).rejects.toThrow('given up')
    await expect(transport.send(request, stop.signal)).rejects.toThrow('given up')
  })

  it('waits for a reply as long as it may, or as long as the request says', { timeout: 20_000 }, async () => {
    const { transport, request } = await serving((_, response) => void setTimeout(() => response.end('late'), 2_500))
    const { signal } = new AbortController()
    const [short, long] = await Promise.allSettled([
      transport.send(request, signal),
      transport.send({ ...request, patienceMs: 10_000 }, signal),
    ])
    expect(long).toMatchObject({ status: 'fulfilled', value: { text: 'late' } })
    expect(httpErrorClass(short.status === 'rejected' && short.reason)).toMatchObject({ code: 'unavailable' })
  })

  it('throws when the reply breaks off, and when it is closed', async () => {
    const { transport, request } = await serving((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('begun', () => response.destroy())
    })
    const { signal } = new AbortController()
    const broken = await transport.send(request, signal).catch((error: unknown) => error)
    expect(httpErrorClass(broken)).toMatchObject({ code: 'unavailable' })
    await transport.close()
    const closed = await transport.send(request, signal).catch((error: unknown) => error)
    expect(httpErrorClass(closed)).toMatchObject({ code: 'unavailable' })
  })
})
