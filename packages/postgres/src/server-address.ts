import type { Environment } from '@dmt-providers/core'

/** Where a server is and who connects to what, without the password. */
export interface ServerAddress {
  /** Name, IP address, or the folder of a Unix socket. */
  readonly host: string
  readonly port: number
  readonly user: string | undefined
  readonly database: string | undefined
}

/** What a URL says of its server; where it says nothing, `PGHOST`, `PGPORT`, `PGUSER` and `PGDATABASE` do. */
export function serverAddress(url: string, environment: Environment): ServerAddress {
  const { hostname, port, username, pathname } = new URL(url)
  const user = decodeURIComponent(username) || environment.get('PGUSER') || environment.get('USER')
  return {
    host: decodeURIComponent(hostname).replace(/^\[(.+)\]$/, '$1') || (environment.get('PGHOST') ?? 'localhost'),
    port: Number(port || environment.get('PGPORT') || 5432),
    user,
    database: decodeURIComponent(pathname.slice(1)) || environment.get('PGDATABASE') || user,
  }
}
