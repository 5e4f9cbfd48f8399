import { isIP } from 'node:net'

/** True when what is sent to a host does not leave this machine: a Unix socket's path, or a loopback address. */
export function isLocal(host: string): boolean {
  if (host.startsWith('/')) return true
  if (isIP(host) === 4) return host.startsWith('127.')
  return host === '::1' || host.toLowerCase() === 'localhost'
}
