import { defineOptions, type Environment, type StoreOptions } from '@dmt-providers/core'
import { z } from 'zod'

/** Options of `createFile`. */
export interface FileOptions extends StoreOptions {
  /** Folder whose files are the values; it is made at the first write, provided the folder above exists. */
  folder?: string | undefined
  /** Milliseconds after which a watch looks again although it heard of nothing: 100 to 86,400,000, default 30,000. */
  rescanMs?: number | undefined
  /** Where options that are not given come from. Default: the process's. */
  environment?: Environment | undefined
}

const range = 'give a number of milliseconds from 100 to 86400000'

/** The options of the file provider. */
export const fileOptions = defineOptions(
  'file',
  z.object({
    folder: z
      .string('is missing; name a folder')
      .min(1, 'is empty; name a folder')
      .meta({ help: 'Folder whose files are the values; in a URL the part behind file:', env: 'DMT_CONFIG_FOLDER' }),
    rescanMs: z.coerce
      .number(range)
      .int(range)
      .min(100, range)
      .max(86_400_000, range)
      .default(30_000)
      .meta({ help: 'Milliseconds after which a watch looks again, for file systems that tell of no change' }),
  }),
)
