import {
  type ConfigHarness,
  type RunOptions,
  runConformance,
  type SecretsHarness,
  type StorageHarness,
} from '../../src/index.js'

/** Ids of the cases that fail on a harness, in order. The differential cases, which catch nearly everything, apart. */
export async function failedCases(
  harness: StorageHarness | SecretsHarness | ConfigHarness,
  only: RunOptions['only'] = /^(?!storage\/differential)/,
  timeoutMs = 5_000,
): Promise<string[]> {
  const results = await runConformance(harness, { only, timeoutMs })
  return results.filter(({ state }) => state === 'failed').map(({ id }) => id)
}
