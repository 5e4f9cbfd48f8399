import { isProviderError, type JsonObject, ProviderError } from '@dmt-providers/core'
import { type HostLogger, messageOf } from '@dmt-providers/host'
import { rootFingerprint } from './root-fingerprint.js'
import type { RootPolicy } from './root-policy.js'
import type { RecordedRoot, RootRecord } from './root-record.js'

/** What a database says that keeps no record for this MPS, as opposed to one that is away. */
const unusable: ReadonlySet<string> = new Set([
  'invalid-options',
  'unsupported',
  'permission-denied',
  'unauthenticated',
])

/**
 * Keeps MPS on the CIRA root certificate that its fleet was activated with. MPS makes a new one when it is told that
 * there is none, and no device connects any more until it has been activated again; so a store without the root that
 * was recorded, or with another one, is refused until the operator accepts that by the fingerprint.
 */
export class RootLock {
  constructor(
    private readonly policy: RootPolicy,
    private readonly record: Pick<RootRecord, 'read' | 'write'>,
    private readonly logger: HostLogger,
  ) {}

  /** Resolves when MPS may use these certificates, or (`undefined`) may make new ones. Throws `permission-denied`. */
  async check(certificates: JsonObject | undefined): Promise<void> {
    await this.#checked(rootOf(certificates))
  }

  /** The same, and records their root where none is, or where the operator accepts another one. */
  async admit(certificates: JsonObject | undefined): Promise<void> {
    const root = rootOf(certificates)
    const recorded = await this.#checked(root)
    if (recorded === 'unused' || root === undefined || recorded?.fingerprint === root) return
    if (recorded !== undefined) {
      this.logger.warn(`CIRA root ${recorded.fingerprint} is replaced, as MPS_CIRA_ROOT accepts`)
    }
    await this.#note(root, recorded)
  }

  /** What is recorded, which either is this root or may be replaced by it. */
  async #checked(root: string | undefined): Promise<RecordedRoot | undefined | 'unused'> {
    const { policy } = this
    if (policy.kind === 'unlocked') return 'unused'
    if (policy.kind === 'pinned') {
      refuseOther(root, policy.fingerprint, 'MPS_CIRA_ROOT names')
      return 'unused'
    }
    const recorded = await this.#recorded(root)
    const isReplaced =
      policy.kind === 'replace' && recorded !== 'unused' && policy.fingerprint === recorded?.fingerprint
    if (recorded === undefined || recorded === 'unused' || isReplaced) return recorded
    refuseOther(root, recorded.fingerprint, 'the database of MPS recorded')
    return recorded
  }

  /** A database that cannot say is borne while the store has a root, and never when MPS would make one. */
  async #recorded(root: string | undefined): Promise<RecordedRoot | undefined | 'unused'> {
    try {
      return await this.record.read()
    } catch (error) {
      if (!isProviderError(error) || !unusable.has(error.code)) throw error
      const text = `the CIRA root is not locked, as the database of MPS keeps no record of it (${messageOf(error)}); `
      const pin = `MPS_CIRA_ROOT=${root ?? 'unlocked'}`
      if (root === undefined)
        throw refusal(`${text}a new root is made only when told so: set ${pin} for the first start`)
      this.logger.warn(`${text}lock it by ${pin}`)
      return 'unused'
    }
  }

  async #note(root: string, previous: RecordedRoot | undefined): Promise<void> {
    if (root === 'none') {
      this.logger.warn('MPSCerts holds no root certificate at web_tls_config.ca, so that no CIRA root can be locked')
    } else if (await this.record.write(root, previous)) {
      this.logger.info(`CIRA root ${root} is locked`)
    } else {
      // Somebody else recorded one meanwhile, which decides.
      const recorded = await this.record.read()
      if (recorded?.fingerprint !== root) refuseOther(root, recorded?.fingerprint ?? 'none', 'another MPS recorded')
    }
  }
}

/** `none` for certificates without a root. */
function rootOf(certificates: JsonObject | undefined): string | undefined {
  return certificates && (rootFingerprint(certificates) ?? 'none')
}

function refuseOther(root: string | undefined, locked: string, by: string): void {
  if (root === locked) return
  const found =
    root === undefined ? 'the secret store has no MPSCerts' : `the secret store has MPSCerts with root ${root}`
  throw refusal(
    `${found}, but ${by} ${locked}: devices that were activated with that root could not connect. Check ` +
      'MPS_SECRETS_URL, or restore MPSCerts from a backup. To give that root up, and activate every device again, set ' +
      `MPS_CIRA_ROOT=replace:${locked}`,
  )
}

function refusal(text: string): ProviderError {
  return new ProviderError('permission-denied', text)
}
