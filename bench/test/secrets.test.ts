import { providers as awsProviders } from '@dmt-providers/aws-secrets-manager'
import { registerProvider } from '@dmt-providers/core'
import { providers } from '@dmt-providers/vault'
import { expect, it, vi } from 'vitest'
import { describeOn } from '../../tooling/servers/describe-on.js'
import { freshVault } from '../../tooling/servers/vault/fresh-vault.js'
import { compareReads } from '../src/secrets/compare-reads.js'
import { quickAws } from '../src/secrets/quick-aws.js'
import type { ReadPair } from '../src/secrets/read-work.js'

for (const provider of [...providers, ...awsProviders]) registerProvider(provider)

await describeOn('vault', 'The benchmark of secrets', () => {
  it('compares reads with the HTTP client alone', async () => {
    const { url, drop } = await freshVault()
    const pairs: ReadPair[] = []
    for await (const pair of compareReads({ url, secrets: 5, callers: 3, slice: 6, pairs: 2 })) pairs.push(pair)
    await drop()
    expect(pairs).toHaveLength(2)
    for (const { ours, raw } of pairs) expect(Math.min(ours, raw)).toBeGreaterThan(0)
  })
})

it('The benchmark of secrets compares reads with AWS’s client alone', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'bench')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'bench')
  const url = `aws-secrets-manager://eu-west-1/bench?endpoint=${await quickAws()}`
  const pairs: ReadPair[] = []
  for await (const pair of compareReads({ url, secrets: 5, callers: 3, slice: 6, pairs: 2 })) pairs.push(pair)
  expect(pairs).toHaveLength(2)
  for (const { ours, raw } of pairs) expect(Math.min(ours, raw)).toBeGreaterThan(0)
})
