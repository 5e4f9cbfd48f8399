import { authoritiesFor, TlsContext } from '@dmt-providers/tls'
import type { ConnectionConfiguration } from 'tedious'
import { explainConnectError } from './explain-connect-error.js'
import { openSocket } from './open-socket.js'
import type { ServerSettings } from './options.js'
import { refusePlainLogin } from './refuse-plain-login.js'
import { serverCredentials } from './server-credentials.js'
import { type ServerTls, serverTls, words } from './server-tls.js'

/** Where a server is, and how connections to it prove who they are. */
export interface Login {
  /** `db.example.com:1433/mpsdb`: what metrics and messages call the server, without user and password. */
  readonly name: string
  /**
   * Where to connect, as whom and how protected, for one more connection: passwords, tokens and certificates are asked
   * for anew. It all has `milliseconds`. The pool adds what concerns statements.
   */
  configuration(milliseconds: number): Promise<ConnectionConfiguration>
  /** What a failed connection means where that is a matter of options; anything else is answered as it came. */
  explain(error: Error): Error
}

type Options = NonNullable<ConnectionConfiguration['options']>

/** How to log in by these options. */
export function serverLogin(settings: ServerSettings): Login {
  const { host, port, instance, database } = settings.connection
  const tls = serverTls(settings)
  const context = new TlsContext({ ca: authoritiesFor(host, settings.sslrootcert) }, words, settings.environment)
  const credentials = serverCredentials(settings)
  const where: Options = instance === undefined ? { port: port ?? 1433 } : { instanceName: instance }
  return {
    name: `${host}${instance === undefined ? `:${port ?? 1433}` : `\\${instance}`}/${database ?? ''}`,
    async configuration(milliseconds) {
      const end = performance.now() + milliseconds
      const [protection, authentication] = await Promise.all([protectedBy(tls, context, settings), credentials()])
      // What a token took is not there for the connection any more.
      const connectTimeout = Math.max(1, Math.ceil(end - performance.now()))
      const socket = { connector: connector(settings, tls, connectTimeout), connectTimeout }
      return {
        server: host,
        authentication,
        options: { ...where, ...sessionOptions(settings), ...protection, ...socket },
      }
    },
    explain: (error) => explainConnectError(error, settings),
  }
}

function sessionOptions(settings: ServerSettings): Options {
  const { connection, applicationName, applicationIntent } = settings
  return {
    appName: applicationName,
    readOnlyIntent: applicationIntent === 'ReadOnly',
    ...(connection.database === undefined ? {} : { database: connection.database }),
  }
}

async function protectedBy(
  { mode, strict }: ServerTls,
  context: TlsContext,
  settings: ServerSettings,
): Promise<Options> {
  if (mode === 'none') return { encrypt: false }
  const { hostNameInCertificate: serverName } = settings
  return {
    encrypt: strict ? 'strict' : true,
    trustServerCertificate: mode === 'unverified',
    cryptoCredentialsDetails: { minVersion: 'TLSv1.2', ...(await context.material()) },
    ...(serverName === undefined ? {} : { serverName }),
  }
}

/** What the driver tells a connector, beside what its types say: another server, where the first one redirects. */
interface Told {
  readonly host: string
  readonly port: number
}

function connector({ multiSubnetFailover: atOnce }: ServerSettings, { mode, strict }: ServerTls, milliseconds: number) {
  return async (...[target, , signal]: readonly unknown[]) => {
    const patience = AbortSignal.timeout(milliseconds)
    const stop = signal instanceof AbortSignal ? AbortSignal.any([signal, patience]) : patience
    const socket = await openSocket({ ...told(target), atOnce }, stop)
    return mode === 'none' || strict ? socket : refusePlainLogin(socket)
  }
}

function told(target: unknown): Told {
  const [host, port]: unknown[] = ['host', 'port'].map((name) => Reflect.get(Object(target), name))
  if (typeof host === 'string' && typeof port === 'number') return { host, port }
  throw new Error('this release of the driver tedious does not tell where it connects to; install tedious@19.2.2')
}
