import { defineOptions, type Environment, type StoreOptions, truthParameter } from '@dmt-providers/core'
import { tlsParameters } from '@dmt-providers/tls'
import { z } from 'zod'

/** Options of `createZookeeper`. */
export interface ZookeeperOptions extends StoreOptions {
  /** `host:port` of each server of the ensemble, separated by commas. */
  endpoints?: string | undefined
  /** True: connections are protected by TLS, and the servers prove who they are. Default false. */
  tls?: boolean | undefined
  /** Authorities to trust: a file in PEM, or `amazon-rds`, `azure`, `system`. Default: those built into Node. */
  ca?: string | undefined
  /** File in PEM with the client certificate. */
  cert?: string | undefined
  /** File in PEM with its key, and the key's passphrase. */
  key?: string | undefined
  keyPassphrase?: string | undefined
  /** Name that the certificates of the servers must have. Default: the host. */
  serverName?: string | undefined
  /** User of the scheme `digest`. */
  user?: string | undefined
  password?: string | undefined
  /** File with the password, read again when the one that was in it is not enough any more. */
  passwordFile?: string | undefined
  /** Keys below which everything is kept; made at the first write. */
  prefix?: string | undefined
  /** Milliseconds of silence after which a server ends a session: 1,000 to 600,000, default 10,000. */
  sessionTimeoutMs?: number | undefined
  /** Where options that are not given come from. Default: the process's. */
  environment?: Environment | undefined
}

/** The options after they were checked. */
export type ZookeeperSettings = ReturnType<typeof zookeeperOptions.parse>

const range = 'give a number of milliseconds from 1000 to 600000'
const endpoint = '(?:\\[[^\\]]+\\]|[^\\s:,[\\]]+):\\d{1,5}'

/** The options of the zookeeper provider. */
export const zookeeperOptions = defineOptions(
  'zookeeper',
  z
    .object({
      endpoints: z
        .string('is missing; write host:port, with a comma between two')
        .regex(new RegExp(`^${endpoint}(?:,${endpoint})*$`), 'write host:port, with a comma between two')
        .meta({
          help: 'host:port of each server, separated by commas; in a URL the hosts',
          env: 'DMT_ZOOKEEPER_ENDPOINTS',
        }),
      tls: truthParameter('True protects connections by TLS; in a URL the scheme zookeeper+tls', false),
      ...tlsParameters({
        ca: 'DMT_ZOOKEEPER_CA',
        cert: 'DMT_ZOOKEEPER_CERT',
        key: 'DMT_ZOOKEEPER_KEY',
        keyPassphrase: 'DMT_ZOOKEEPER_KEY_PASSPHRASE',
      }),
      user: z
        .string()
        .regex(/^[^:]+$/, 'is empty or holds a colon')
        .optional()
        .meta({ help: 'User of the scheme digest', env: 'DMT_ZOOKEEPER_USER' }),
      password: z
        .string()
        .optional()
        .meta({ help: 'Password of the user', env: 'DMT_ZOOKEEPER_PASSWORD', secret: true }),
      passwordFile: z.string().min(1, 'is empty; name a file').optional().meta({
        help: 'File with the password, read again when the one that was in it is not enough any more',
      }),
      prefix: z
        .string()
        .regex(/^[^/]*(?:\/[^/]+)*\/?$/, 'has an empty segment')
        .default('')
        .meta({ help: 'Node below which everything is kept; in a URL the path', env: 'DMT_ZOOKEEPER_PREFIX' }),
      sessionTimeoutMs: z.coerce
        .number(range)
        .int(range)
        .min(1_000, range)
        .max(600_000, range)
        .default(10_000)
        .meta({ help: 'Milliseconds of silence after which a server ends a session' }),
    })
    .superRefine(({ tls, ca, cert, key, user, password, passwordFile }, context) => {
      const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      if (!tls && (ca ?? cert ?? key) !== undefined)
        problem('tls', 'is false, but a certificate is named; use zookeeper+tls://')
      if ((cert === undefined) !== (key === undefined)) problem('cert', 'and key go together; name both')
      if (password !== undefined && passwordFile !== undefined)
        problem('password', 'and passwordFile are both given; give one')
      if ((user === undefined) !== ((password ?? passwordFile) === undefined))
        problem('user', 'and password go together; give both')
    }),
)
