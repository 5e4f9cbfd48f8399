import type { ConfigHarness, SecretsHarness, StorageHarness } from './harness.js'
import type { Need } from './need.js'

/** A need that a harness does not offer, and why. */
export interface MissingNeed {
  need: Need
  reason: string
}

type AnyHarness = StorageHarness | SecretsHarness | ConfigHarness

const offers: Readonly<Partial<Record<Need, (harness: AnyHarness) => boolean>>> = {
  'second-store': (harness) => harness.openSecond !== undefined,
  raw: (harness) => harness.contract === 'storage' && harness.raw !== undefined,
  'raw-corrupt': (harness) => harness.contract === 'secrets' && harness.raw?.corrupt !== undefined,
  'raw-stored': (harness) => harness.contract === 'secrets' && harness.raw?.stored !== undefined,
  endpoint: (harness) => harness.endpoint !== undefined,
  options: (harness) => harness.openWithOptions !== undefined,
  'compare-and-set': (harness) => harness.contract !== 'storage' && harness.capabilities.compareAndSet,
  history: (harness) => harness.contract === 'secrets' && harness.capabilities.history,
  watch: (harness) => harness.contract === 'config' && harness.capabilities.watch,
  'raw-remove': (harness) => harness.contract === 'config' && harness.raw?.remove !== undefined,
  compaction: (harness) => canHappen(harness, 'compaction'),
  'session-expiry': (harness) => canHappen(harness, 'session-expiry'),
  'index-reset': (harness) => canHappen(harness, 'index-reset'),
  'key-order': (harness) => harness.contract === 'secrets' && harness.keyOrder === true,
  'unicode-case': (harness) => harness.contract === 'storage' && harness.unicodeCase === true,
}

/** The first of these needs that the harness does not offer, with the reason by name; `undefined` when all are met. */
export function missingNeed(harness: AnyHarness, needs: readonly Need[] = []): MissingNeed | undefined {
  const need = needs.find((one) => !isOffered(harness, one))
  if (need === undefined) return undefined
  return { need, reason: harness.reasons?.[need] ?? `the harness of ${harness.provider} offers no ${need}` }
}

function canHappen(harness: AnyHarness, event: keyof NonNullable<ConfigHarness['whileAway']>): boolean {
  return harness.contract === 'config' && harness.whileAway?.[event] !== undefined
}

function isOffered(harness: AnyHarness, need: Need): boolean {
  const known = offers[need]
  if (known !== undefined) return known(harness)
  return harness.openWith !== undefined && need in harness.openWith
}
