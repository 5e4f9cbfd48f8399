import { ConnectionUrl, type Environment } from '@dmt-providers/core'

/** Where a server is and who connects to what, without the password. */
export interface ServerAddress {
  /** Name, IP address, or the path of a Unix socket. */
  readonly host: string
  readonly port: number
  readonly user: string | undefined
  readonly database: string | undefined
}

/** The first of the servers of a URL alone, for what reads one host. */
export function firstServer(url: string): URL {
  const parsed = ConnectionUrl.parse(url, 'url')
  const [first] = parsed.hosts
  return new URL((first === undefined ? parsed : parsed.withHost(first)).expose())
}

/** What a URL says of its servers, in their order; without a host it is `localhost`, without a user that of the system. */
export function serverAddresses(url: string, environment: Environment): readonly ServerAddress[] {
  const { username, pathname } = firstServer(url)
  const user = decodeURIComponent(username) || environment.get('USER')
  const database = decodeURIComponent(pathname.slice(1)) || undefined
  const { hosts } = ConnectionUrl.parse(url, 'url')
  const named = hosts.length === 0 ? [{ host: 'localhost', port: undefined }] : hosts
  return named.map(({ host, port }) => ({ host, port: port ?? 3306, user, database }))
}
