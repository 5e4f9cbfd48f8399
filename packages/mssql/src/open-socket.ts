import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'

/** Where a socket leads to, and how its addresses are tried. */
export interface SocketTarget {
  readonly host: string
  readonly port: number
  /** True to try all addresses of the host at once, and to take the first that answers. */
  readonly atOnce: boolean
}

/**
 * Opens a socket to the first address of a host that answers, in their order or all at once. Rejects with the error of
 * the last address, and with the reason of `signal` when it ends first.
 */
export async function openSocket({ host, port, atOnce }: SocketTarget, signal: AbortSignal): Promise<Socket> {
  const addresses = isIP(host) === 0 ? await lookup(host, { all: true }) : [{ address: host }]
  signal.throwIfAborted()
  if (atOnce) return await first(addresses, port, signal)
  let failure: unknown
  for (const { address } of addresses) {
    try {
      return await connected(address, port, signal)
    } catch (error) {
      signal.throwIfAborted()
      failure = error
    }
  }
  throw failure
}

async function first(addresses: readonly { address: string }[], port: number, signal: AbortSignal): Promise<Socket> {
  const decided = new AbortController()
  const either = AbortSignal.any([signal, decided.signal])
  const attempts = addresses.map(({ address }) => connected(address, port, either))
  try {
    const socket = await Promise.any(attempts)
    for (const attempt of attempts) attempt.then((other) => other !== socket && other.destroy()).catch(() => undefined)
    return socket
  } catch (error) {
    throw error instanceof AggregateError ? error.errors.at(-1) : error
  } finally {
    decided.abort()
  }
}

function connected(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const socket = connect({ host, port })
    const abort = () => socket.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    signal.addEventListener('abort', abort, { once: true })
    const done = () => {
      signal.removeEventListener('abort', abort)
      socket.off('error', fail)
    }
    const fail = (error: Error) => {
      done()
      reject(error)
    }
    socket.once('error', fail)
    socket.once('connect', () => {
      done()
      resolve(socket)
    })
  })
}
