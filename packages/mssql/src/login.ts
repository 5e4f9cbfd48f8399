import type { ConnectionConfiguration } from 'tedious'
import type { ServerSettings } from './options.js'

/** Where a server is, and how connections to it prove who they are. */
export interface Login {
  /** `db.example.com:1433/mpsdb`: what metrics and messages call the server, without user and password. */
  readonly name: string
  /**
   * Where to connect, as whom and how protected, for one more connection: passwords, tokens and certificates are asked
   * for anew. The pool adds what concerns statements.
   */
  configuration(): Promise<ConnectionConfiguration>
  /** What a failed connection means where that is a matter of options; anything else is answered as it came. */
  explain(error: Error): Error
}

/** How to log in by these options. */
export function serverLogin(settings: ServerSettings): Login {
  const { hostname, port, username, password, pathname } = new URL(settings.url)
  const database = decodeURIComponent(pathname.slice(1))
  const given = settings.password ?? decodeURIComponent(password)
  return {
    name: `${hostname}:${port || 1433}/${database}`,
    configuration: async () => ({
      server: hostname,
      authentication: {
        type: 'default',
        options: {
          userName: decodeURIComponent(username),
          password: typeof given === 'function' ? await given() : given,
        },
      },
      options: { port: Number(port || 1433), database, encrypt: false },
    }),
    explain: (error) => error,
  }
}
