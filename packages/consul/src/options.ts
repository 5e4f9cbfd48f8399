import { defineOptions, type Environment, wholeNumberParameter } from '@dmt-providers/core'
import { type EndpointOptions, endpointParameters, endpointProblems } from '@dmt-providers/tls'
import { z } from 'zod'

/** Options of `createConsul`. */
export interface ConsulOptions extends EndpointOptions {
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

/** The options of the consul provider. */
export const consulOptions = defineOptions(
  'consul',
  z
    .object({
      ...endpointParameters('consul', 'server or agent'),
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
    .superRefine(({ token, tokenFile, ...endpoints }, context) => {
      const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      for (const [option, told] of endpointProblems('consul', endpoints)) problem(option, told)
      if (token !== undefined && tokenFile !== undefined) problem('token', 'and tokenFile are both given; give one')
    }),
)
