import { defineOptions, type Environment, type StoreOptions } from '@dmt-providers/core'
import { z } from 'zod'

/** Options of `createZookeeper`. */
export interface ZookeeperOptions extends StoreOptions {
  /** `host:port` of each server of the ensemble, separated by commas. */
  endpoints?: string | undefined
  /** User of the scheme `digest`. */
  user?: string | undefined
  password?: string | undefined
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
      user: z
        .string()
        .regex(/^[^:]+$/, 'is empty or holds a colon')
        .optional()
        .meta({ help: 'User of the scheme digest', env: 'DMT_ZOOKEEPER_USER' }),
      password: z
        .string()
        .optional()
        .meta({ help: 'Password of the user', env: 'DMT_ZOOKEEPER_PASSWORD', secret: true }),
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
    .superRefine(({ user, password }, context) => {
      if ((user === undefined) !== (password === undefined))
        context.addIssue({ code: 'custom', path: ['user'], message: 'and password go together; give both' })
    }),
)
