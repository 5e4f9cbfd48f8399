import { once } from 'node:events'
import { createServer } from 'node:net'

/** A loopback TCP port that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('the listener has no TCP address')
  return address.port
}
