import { once } from 'node:events'
import WebSocket from 'ws'

/** Connects and gives the first message, which is the path that the service saw; or the status that refused it. */
export async function connect(
  url: string,
  subprotocol?: string,
): Promise<{ socket: WebSocket; path: string } | { status: number }> {
  const socket = subprotocol === undefined ? new WebSocket(url) : new WebSocket(url, subprotocol)
  const refused = new Promise<{ status: number }>((resolve, reject) => {
    socket.once('unexpected-response', (_request, response) => {
      resolve({ status: response.statusCode ?? 0 })
      response.destroy()
    })
    socket.once('error', reject)
  })
  return Promise.race([refused, once(socket, 'message').then(([path]) => ({ socket, path: String(path) }))])
}

/** The same where the connection is expected; throws with the status otherwise. */
export async function connected(url: string, subprotocol?: string): Promise<{ socket: WebSocket; path: string }> {
  const answer = await connect(url, subprotocol)
  if ('status' in answer) throw new Error(`refused with ${answer.status}`)
  return answer
}
