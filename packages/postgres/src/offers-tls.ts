import { connect } from 'node:net'
import type { ServerAddress } from './server-address.js'

/** Length and code of the protocol's SSLRequest. Source: PostgreSQL manual, "Message Formats". */
const request = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f])

/** Asks a server whether it offers TLS. Rejects with the network's error, or when there is no answer in time. */
export async function offersTls({ host, port }: ServerAddress, timeoutMs: number): Promise<boolean> {
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host)
  try {
    return await new Promise((resolve, reject) => {
      socket.setTimeout(timeoutMs, () => reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
      socket.once('error', reject)
      socket.once('connect', () => socket.write(request))
      socket.once('data', (answer) => resolve(answer[0] === 'S'.charCodeAt(0)))
      socket.once('close', () => reject(Object.assign(new Error('connection ended'), { code: 'ECONNRESET' })))
    })
  } finally {
    socket.destroy()
  }
}
