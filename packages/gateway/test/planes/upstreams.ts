import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { WebSocketServer } from 'ws'

/** A service behind the gateway that tells what reached it. */
export interface EchoUpstream {
  port: number
  /** Connections that it accepted so far. */
  connections(): number
  close(): Promise<void>
}

/**
 * Answers HTTP with the method, path and headers that it saw, `/hang` with nothing, and websockets with the request's
 * path first and then each message as it came, in the subprotocol that was asked for.
 */
export async function startEcho(): Promise<EchoUpstream> {
  const server = createServer(answer)
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket, request) => {
    socket.send(request.url ?? '')
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
  })
  return listen(server, () => {
    for (const socket of sockets.clients) socket.terminate()
  })
}

/** Sends every byte back. */
export const startTcpEcho = (): Promise<EchoUpstream> =>
  listen(
    createTcpServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket)),
    () => undefined,
  )

async function listen(server: Server, beforeClose: () => void): Promise<EchoUpstream> {
  let connections = 0
  const open = new Set<{ destroy(): unknown }>()
  server.on('connection', (socket) => {
    connections += 1
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    close: async () => {
      beforeClose()
      for (const socket of open) socket.destroy()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let bytes = 0
  for await (const chunk of request) bytes += (chunk as Buffer).length
  if (request.url?.includes('/hang')) return
  const seen = { method: request.method, path: request.url, headers: request.headers, bytes }
  // The services add a wildcard of their own, which must not stand beside the gateway's answer.
  response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Content-Type', 'application/json')
  response.setHeader('X-Seen-Path', request.url ?? '').setHeader('X-Seen-Port', request.socket.localPort ?? 0)
  response.end(JSON.stringify(seen))
}
