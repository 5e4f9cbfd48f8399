import {
  defineOptions,
  type Environment,
  type StoreOptions,
  truthParameter,
  wholeNumberParameter,
} from '@dmt-providers/core'
import { tlsParameters } from '@dmt-providers/tls'
import { z } from 'zod'

/** Options of `createConsul`. */
export interface ConsulOptions extends StoreOptions {
  /** `host:port` of each server or agent, separated by commas. */
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
  /** ACL token. */
  token?: string | undefined
  /** File with the token, read again when Consul refuses the one that was in it. */
  tokenFile?: string | undefined
  /** Put before every key. */
  prefix?: string | undefined
  /** Datacenter whose store it is. Default: that of the servers named. */
  datacenter?: string | undefined
  /** Milliseconds that one server gets to answer before another one is asked: 100 to 600,000, default 4,000. */
  attemptTimeoutMs?: number | undefined
  /** Where options that are not given come from. Default: the process's. */
  environment?: Environment | undefined
}

/** The options after they were checked. */
export type ConsulSettings = ReturnType<typeof consulOptions.parse>

const endpoint = '(?:\\[[^\\]]+\\]|[^\\s:,[\\]]+):\\d{1,5}'

/** The options of the consul provider. */
export const consulOptions = defineOptions(
  'consul',
  z
    .object({
      endpoints: z
        .string('is missing; write host:port, with a comma between two')
        .regex(new RegExp(`^${endpoint}(?:,${endpoint})*$`), 'write host:port, with a comma between two')
        .meta({
          help: 'host:port of each server or agent, separated by commas; in a URL the hosts',
          env: 'DMT_CONSUL_ENDPOINTS',
        }),
      tls: truthParameter('True protects connections by TLS; in a URL the scheme consul+tls', false),
      ...tlsParameters({
        ca: 'DMT_CONSUL_CA',
        cert: 'DMT_CONSUL_CERT',
        key: 'DMT_CONSUL_KEY',
        keyPassphrase: 'DMT_CONSUL_KEY_PASSPHRASE',
      }),
      token: z
        .string()
        .regex(/^[\x21-\x7e]+$/, 'is empty or holds a space, a line end or another character that no token has')
        .optional()
        .meta({ help: 'ACL token', env: 'DMT_CONSUL_TOKEN', secret: true }),
      tokenFile: z.string().min(1, 'is empty; name a file').optional().meta({
        help: 'File with the token, read again when Consul refuses the one that was in it',
      }),
      prefix: z
        .string()
        .regex(
          /^(?!\/)(?!.*\/\/)(?!(?:.*\/)?\.{1,2}(?:\/|$))/,
          'begins with a slash, or has an empty segment, "." or ".."',
        )
        .default('')
        .meta({ help: 'Put before every key; in a URL the path', env: 'DMT_CONSUL_PREFIX' }),
      datacenter: z
        .string()
        .regex(/^[\w-]+$/, 'is empty or holds a character that no datacenter has')
        .optional()
        .meta({
          help: 'Datacenter whose store it is; default that of the servers named',
          env: 'DMT_CONSUL_DATACENTER',
        }),
      attemptTimeoutMs: wholeNumberParameter(
        'Milliseconds that one server gets to answer before another one is asked',
        100,
        600_000,
        4_000,
      ),
    })
    .superRefine(({ tls, ca, cert, key, token, tokenFile }, context) => {
      const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      if (!tls && (ca ?? cert ?? key) !== undefined)
        problem('tls', 'is false, but a certificate is named; use consul+tls://')
      if ((cert === undefined) !== (key === undefined)) problem('cert', 'and key go together; name both')
      if (token !== undefined && tokenFile !== undefined) problem('token', 'and tokenFile are both given; give one')
    }),
)
