import {
  defineOptions,
  type Environment,
  type KeyWrapper,
  type RecordDriver,
  type SecretsStoreOptions,
  truthParameter,
} from '@dmt-providers/core'
import { z } from 'zod'
import { isKeyWrapper } from './is-key-wrapper.js'
import { keyCommand } from './key-text.js'

/**
 * Where a key comes from: `file:<path>`, `env:<NAME>` (or `<NAME>_FILE`), the key's own text, a key service
 * (`aws-kms:<arn>`, `azure-key:<id>`, `vault-transit:<name>`), or a wrapper, which the caller closes.
 */
export type KeyOption = string | KeyWrapper

/** Options of `createEnvelope`. Either `folder` or `records` says where the sealed secrets are kept. */
export interface EnvelopeOptions extends SecretsStoreOptions {
  /** Folder that keeps them as files; it is made at the first write, provided the folder above exists. */
  folder?: string | undefined
  /** A store of sealed records, such as `openRecords('postgres://…')` answers. The secret store closes it. */
  records?: RecordDriver | undefined
  /** The key that seals. Default: environment `DMT_ENVELOPE_KEY`, or the file that `DMT_ENVELOPE_KEY_FILE` names. */
  key?: KeyOption | undefined
  /** Further keys that open, while records are wrapped anew. Default: `DMT_ENVELOPE_PREVIOUS_KEYS`, or its `_FILE`. */
  previousKeys?: readonly KeyOption[] | undefined
  /** Versions kept of each secret, the newest included: 1 to 1,000, default 10. */
  keepVersions?: number | undefined
  /** False: a store that was never written is refused, instead of being taken for a new one. Default true. */
  create?: boolean | undefined
  /** Where options that are not given come from. Default: the process's. */
  environment?: Environment | undefined
}

/** The same as a URL says it: everything is text. */
export interface UrlOptions
  extends Pick<EnvelopeOptions, keyof SecretsStoreOptions | 'folder' | 'records' | 'environment'> {
  key?: string | undefined
  /** Separated by commas. */
  previousKeys?: string | undefined
  keepVersions?: string | undefined
  create?: string | undefined
}

const advice = `give file:<path>, env:<NAME> or a key service such as aws-kms:<arn>; a key is made by: ${keyCommand}`

const key = z.union([z.string().min(1), z.custom<KeyWrapper>(isKeyWrapper)], {
  error: ({ input }) => (input === undefined ? `is missing; ${advice}` : `is a ${typeof input}; ${advice}`),
})

const keyList = z.preprocess(
  (given) => (typeof given === 'string' ? given.split(/[,\n]/).map((one) => one.trim()) : given),
  z.array(key),
)

/** The options of the envelope provider. */
export const envelopeOptions = defineOptions(
  'envelope',
  z.object({
    folder: z
      .string()
      .min(1, 'is empty; name a folder')
      .optional()
      .meta({ help: 'Folder that keeps the sealed secrets as files; in a URL the part behind envelope+file:' }),
    key: key.meta({
      help: 'Key that seals: file:<path>, env:<NAME>, aws-kms:<arn>, azure-key:<id> or vault-transit:<name>; in the environment also the key itself, or <NAME>_FILE',
      env: 'DMT_ENVELOPE_KEY',
      secret: true,
    }),
    previousKeys: keyList.default([]).meta({
      help: 'Further keys that open, while records are wrapped anew; in a URL previousKey, repeatable',
      env: 'DMT_ENVELOPE_PREVIOUS_KEYS',
      secret: true,
    }),
    keepVersions: z.coerce
      .number('give a number from 1 to 1000')
      .int('give a whole number')
      .min(1, 'give a number from 1 to 1000')
      .max(1000, 'give a number from 1 to 1000')
      .default(10)
      .meta({ help: 'Versions kept of each secret, the newest included' }),
    create: truthParameter('False refuses a store that was never written, instead of taking it for a new one', true),
  }),
)
