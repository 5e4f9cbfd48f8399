import { defineOptions, type Environment, wholeNumberParameter } from '@dmt-providers/core'
import { type EndpointOptions, endpointParameters, endpointProblems } from '@dmt-providers/tls'
import { z } from 'zod'

/** Options of `createZookeeper`. */
export interface ZookeeperOptions extends EndpointOptions {
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

/** The options of the zookeeper provider. */
export const zookeeperOptions = defineOptions(
  'zookeeper',
  z
    .object({
      ...endpointParameters('zookeeper', 'server'),
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
      sessionTimeoutMs: wholeNumberParameter(
        'Milliseconds of silence after which a server ends a session; default 10000',
        1_000,
        600_000,
        10_000,
      ),
    })
    .superRefine(({ user, password, passwordFile, ...endpoints }, context) => {
      const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      for (const [option, told] of endpointProblems('zookeeper', endpoints)) problem(option, told)
      if (password !== undefined && passwordFile !== undefined)
        problem('password', 'and passwordFile are both given; give one')
      if ((user === undefined) !== ((password ?? passwordFile) === undefined))
        problem('user', 'and password go together; give both')
    }),
)
