import { defineOptions, type StoreOptions } from '@dmt-providers/core'
import { z } from 'zod'

/** Options of `createSealedFile`. */
export interface SealedFileOptions extends StoreOptions {
  /** Path of the file that keeps the secrets. */
  file?: string | undefined
  /** What the secrets are sealed with, at least 12 characters. Default: environment `SEALED_FILE_PASSPHRASE`. */
  passphrase?: string | undefined
  /** True on the first start: a missing file is made. Default false: it is an outage, and not an empty store. */
  create?: boolean | undefined
}

/** A URL says it in text. */
const flag = z.preprocess(
  (given) => (given === 'true' ? true : given === 'false' ? false : given),
  z.boolean('give true or false'),
)

/** The options of the provider; what code and URL leave open comes from the environment. */
export const sealedFileOptions = defineOptions(
  'sealed-file',
  z.object({
    file: z.string('name a file, such as ./secrets.json').min(1).meta({ help: 'File that keeps the secrets' }),
    passphrase: z
      .string('is missing; set the variable')
      .min(12, 'is too short; give at least 12 characters')
      .meta({ help: 'What the secrets are sealed with', env: 'SEALED_FILE_PASSPHRASE', secret: true }),
    create: flag.default(false).meta({ help: 'True on the first start: a missing file is made' }),
  }),
)
