import { isProviderError, openSecrets, type SecretsStore } from '@dmt-providers/core'
import { MpsSecrets } from '@dmt-providers/mps'
import { RpsSecrets } from '@dmt-providers/rps'
import { onTestFinished } from 'vitest'

/** What the services read, and a secret of each kind that a store holds before a fault. */
export const secrets = { MPSCerts: { root_key: 'root' }, 'devices/one': { AMT_PASSWORD: 'of-the-device' } }

/** What one call came to: `answered`, `absent`, or the code of its error. */
export type Outcome = string

const logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** Makes every call that could be told that nothing is there, by the store and by the adapters of both services. */
export async function outcomes(url: string): Promise<Record<string, Outcome>> {
  const store = await openSecrets(url, { retries: 0, timeoutMs: 5_000 })
  onTestFinished(() => store.close())
  // The lock of the root would refuse an absent one too.
  const config = { secrets_url: url, secrets_cache_ttl_ms: '0', cira_root: 'unlocked' }
  const mps = new MpsSecrets(logger, { config })
  const rps = new RpsSecrets(logger, { config })
  const calls = {
    ...ofStore(store),
    'MPS getMPSCerts': () => mps.getMPSCerts(),
    'MPS getSecretAtPath': () => mps.getSecretAtPath('devices/one'),
    'MPS getSecretFromKey': () => mps.getSecretFromKey('devices/one', 'AMT_PASSWORD'),
    'MPS health': () => mps.health(),
    'RPS getSecretAtPath': () => rps.getSecretAtPath('devices/one'),
    'RPS getSecretFromKey': () => rps.getSecretFromKey('devices/one', 'AMT_PASSWORD'),
    'RPS health': () => rps.health(),
  }
  const ended = Object.entries(calls).map(async ([name, call]) => [name, await outcomeOf(call)] as const)
  return Object.fromEntries(await Promise.all(ended))
}

function ofStore(store: SecretsStore) {
  return {
    get: () => store.get('MPSCerts'),
    getVersion: () => store.getVersion('MPSCerts', '1'),
    'getVersion of no version': () => store.getVersion('MPSCerts', 'none').then((found) => found ?? 'no such version'),
    versions: () => store.versions('MPSCerts'),
    list: () => store.list(''),
    'list of a folder': () => store.list('devices/'),
    delete: () => store.delete('devices/never-written').then((was) => was || 'was not there'),
    put: () => store.put('written', {}),
    'put if absent': () => store.put('devices/one', {}, { expected: 'absent' }),
    probe: () => store.probe().then(() => 'fine'),
  }
}

async function outcomeOf(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    const answer = await call()
    const empty = answer === undefined || answer === null || (Array.isArray(answer) && answer.length === 0)
    return empty ? 'absent' : 'answered'
  } catch (error) {
    return isProviderError(error) ? error.code : `no error of a provider: ${error}`
  }
}

/** One line for each fault: the codes that the calls ended with, and how often. */
export function printed(matrix: ReadonlyMap<string, Record<string, Outcome>>): string {
  const lines = [...matrix].map(([fault, row]) => {
    const counts = grouped(Object.values(row))
    const told = [...counts].map(([code, all]) => `${code} ${all.length}`).join(', ')
    return `${fault.padEnd(62)} ${told}`
  })
  return ['what reads and writes came to under each fault:', ...lines].join('\n')
}

function grouped(codes: readonly Outcome[]): Map<Outcome, Outcome[]> {
  const counts = new Map<Outcome, Outcome[]>()
  for (const code of codes) counts.set(code, [...(counts.get(code) ?? []), code])
  return counts
}
