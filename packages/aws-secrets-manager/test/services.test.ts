import { registerProvider } from '@dmt-providers/core'
import { afterAll, expect, it, vi } from 'vitest'
import { type Outcome, outcomes, printed, secrets } from '../../../tooling/fixtures/fault-matrix.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { providers } from '../src/index.js'
import { openPlace } from './open-place.js'
import { refusals } from './refusals.js'
import { region, testKeys } from './secrets-harness.js'

for (const provider of providers) registerProvider(provider)

const matrix = new Map<string, Record<string, Outcome>>()
afterAll(() => console.log(printed(matrix)))

/** What the services and their store come to, with AWS behind a front that does what the test asks of it. */
async function asked(url: string) {
  for (const [name, value] of Object.entries(testKeys)) vi.stubEnv(name, value)
  const { prefix, front, open } = await openPlace(url)
  for (const [path, data] of Object.entries(secrets)) await open().put(path, data)
  return { front, url: `aws-secrets-manager://${region}/${prefix}?endpoint=${encodeURIComponent(front.url)}` }
}

await describeOn('moto', 'the services, while AWS answers', ({ url }) => {
  it('as it should, read every secret', async () => {
    const row = await outcomes((await asked(url)).url)
    expect(row).toMatchObject({ 'MPS getMPSCerts': 'answered', 'RPS getSecretAtPath': 'answered' })
  })

  it.each(refusals)(
    '%s, are told of no secret that it is absent',
    { timeout: 90_000 },
    async (fault, refusal, code) => {
      const { front, url: through } = await asked(url)
      front.refuse(refusal)
      const row = await outcomes(through)
      matrix.set(fault, row)
      expect(Object.entries(row).filter(([, outcome]) => outcome === 'absent')).toEqual([])
      // The services wait out what AWS throttles, until their deadline.
      const throttled = fault === 'throttled' || fault === '429'
      expect(row['MPS getMPSCerts']).toBe(throttled ? 'timeout' : code)
    },
  )
})
