import { Environment, type KeyWrapper, ProviderError, type RecordDriver } from '@dmt-providers/core'
import { FileRecords } from './file-records/file-records.js'
import { KeyRing } from './key-ring.js'
import { isOfService } from './key-services.js'
import { keyText, secretVariable } from './key-source.js'
import { parseKey } from './key-text.js'
import { LocalKeyWrapper } from './local-key-wrapper.js'
import { type EnvelopeOptions, envelopeOptions, type KeyOption, type UrlOptions } from './options.js'
import { RemoteKeyWrapper } from './remote-key-wrapper.js'
import { Sealer } from './sealer.js'

/** What options come to. */
export interface EnvelopeParts {
  readonly records: RecordDriver
  readonly sealer: Sealer
  /** Those of the keys that a service holds and that were opened here, which is why they are closed here. */
  readonly remoteKeys: readonly RemoteKeyWrapper[]
  readonly keepVersions: number
  readonly create: boolean
}

/** Checks options and reads the keys. Throws `invalid-options`, and `permission-denied` for a key file. */
export function envelopeParts(options: EnvelopeOptions | UrlOptions): EnvelopeParts {
  const { records, environment = new Environment(), ...others } = options
  const { timeoutMs: _, retries: __, cache: ___, maxConcurrent: ____, ...given } = others
  const key = given.key ?? secretVariable(environment, 'DMT_ENVELOPE_KEY')
  const previousKeys = given.previousKeys ?? secretVariable(environment, 'DMT_ENVELOPE_PREVIOUS_KEYS')
  const checked = envelopeOptions.parse({ ...given, key, previousKeys }, environment)
  const open = (one: KeyOption, parameter: string) => openKey(one, parameter, environment)
  const current = open(checked.key, 'key')
  const previous = checked.previousKeys.map((one, index) => open(one, `previousKeys[${index}]`))
  return {
    records: recordsOf(checked.folder, records),
    sealer: new Sealer(new KeyRing(current, previous)),
    remoteKeys: [current, ...previous].filter((one) => one instanceof RemoteKeyWrapper),
    keepVersions: checked.keepVersions,
    create: checked.create,
  }
}

function openKey(key: KeyOption, parameter: string, environment: Environment): KeyWrapper {
  if (typeof key !== 'string') return key
  if (isOfService(key)) return new RemoteKeyWrapper(key, parameter, environment)
  return new LocalKeyWrapper(parseKey(keyText(key, parameter, environment), parameter))
}

function recordsOf(folder: string | undefined, records: RecordDriver | undefined): RecordDriver {
  if (folder === undefined && records !== undefined) return records
  if (folder !== undefined && records === undefined) return new FileRecords(folder)
  throw new ProviderError('invalid-options', 'envelope: give either folder or records, to say where secrets are kept')
}
