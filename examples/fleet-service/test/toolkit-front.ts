import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { jwtVerify, SignJWT } from 'jose'
import { WebSocketServer } from 'ws'

/** The service with what a browser needs of MPS and the fleet service has not: a log-in and the relay. */
export interface ToolkitFront {
  port: number
  close(): Promise<void>
}

const issuer = 'fleet-service'

/**
 * Logs in as MPS does (HS256, `deviceId` "*"), gives tokens for the relay that live five minutes, checks those at the
 * relay by the requested subprotocol, and passes everything else on to the fleet service.
 */
export async function startToolkitFront(service: string, secret: string, password: string): Promise<ToolkitFront> {
  const key = new TextEncoder().encode(secret)
  const tokenFor = (deviceId: string, life: string) =>
    new SignJWT({ tenantId: '', deviceId })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setExpirationTime(life)
      .sign(key)

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const device = /^\/api\/v1\/authorize\/redirection\/([0-9a-f-]+)$/.exec(request.url ?? '')?.[1]
    if (device !== undefined) return response.end(JSON.stringify({ token: await tokenFor(device, '5m') }))
    if (request.url !== '/api/v1/authorize') return passOn(service, request, response)
    const given = (await json(request)) as { password?: string }
    response.statusCode = given.password === password ? 200 : 401
    return response.end(given.password === password ? JSON.stringify({ token: await tokenFor('*', '1d') }) : '')
  }
  const server = createServer((request, response) => void answer(request, response))
  const relay = new WebSocketServer({ noServer: true })
  server.on('upgrade', async (request, socket, head) => {
    const url = new URL(request.url ?? '', service)
    const token = request.headers['sec-websocket-protocol'] ?? ''
    const claims = await jwtVerify(token, key, { issuer }).catch(() => undefined)
    if (claims?.payload.deviceId !== url.searchParams.get('host'))
      return socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    relay.handleUpgrade(request, socket, head, (opened) =>
      opened.on('message', (data, binary) => opened.send(data, { binary })),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const one of relay.clients) one.terminate()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function passOn(service: string, { method, url, headers }: IncomingMessage, response: ServerResponse): void {
  const onwards = httpRequest(new URL(url ?? '/', service), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  onwards.once('error', () => response.writeHead(502).end()).end()
}
