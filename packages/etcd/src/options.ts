import { defineOptions, type Environment, wholeNumberParameter } from '@dmt-providers/core'
import { type EndpointOptions, endpointParameters, endpointProblems } from '@dmt-providers/tls'
import { z } from 'zod'

/** Options of `createEtcd`. */
export interface EtcdOptions extends EndpointOptions {
  /** User of etcd. */
  user?: string | undefined
  password?: string | undefined
  /** File with the password, read again when etcd no longer takes the one that was in it. */
  passwordFile?: string | undefined
  /** Put before every key. */
  prefix?: string | undefined
  /** Milliseconds that one node gets to answer before another one is asked: 100 to 600,000, default 4,000. */
  attemptTimeoutMs?: number | undefined
  /** Milliseconds after which a watch asks whether it may still read: 100 to 3,600,000, default 30,000. */
  rescanMs?: number | undefined
  /** Where options that are not given come from. Default: the process's. */
  environment?: Environment | undefined
}

/** The options after they were checked. */
export type EtcdSettings = ReturnType<typeof etcdOptions.parse>

/** The options of the etcd provider. */
export const etcdOptions = defineOptions(
  'etcd',
  z
    .object({
      ...endpointParameters('etcd', 'node'),
      user: z.string().min(1, 'is empty; name a user').optional().meta({ help: 'User of etcd', env: 'DMT_ETCD_USER' }),
      password: z.string().optional().meta({ help: 'Password of the user', env: 'DMT_ETCD_PASSWORD', secret: true }),
      passwordFile: z.string().min(1, 'is empty; name a file').optional().meta({
        help: 'File with the password, read again when etcd no longer takes the one that was in it',
      }),
      prefix: z.string().default('').meta({ help: 'Put before every key; in a URL the path', env: 'DMT_ETCD_PREFIX' }),
      attemptTimeoutMs: wholeNumberParameter(
        'Milliseconds that one node gets to answer before another one is asked; default 4000',
        100,
        600_000,
        4_000,
      ),
      rescanMs: wholeNumberParameter(
        'Milliseconds after which a watch asks whether it may still read; default 30000',
        100,
        3_600_000,
        30_000,
      ),
    })
    .superRefine(({ user, password, passwordFile, ...endpoints }, context) => {
      const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
      for (const [option, told] of endpointProblems('etcd', endpoints)) problem(option, told)
      if (password !== undefined && passwordFile !== undefined)
        problem('password', 'and passwordFile are both given; give one')
      if (user === undefined && (password ?? passwordFile) !== undefined)
        problem('user', 'is missing beside the password')
      if (user !== undefined && (password ?? passwordFile) === undefined)
        problem('password', 'is missing beside the user')
    }),
)
