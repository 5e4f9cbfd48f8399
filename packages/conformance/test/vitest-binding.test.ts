import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

interface Report {
  testResults: {
    assertionResults: { title: string; status: string; ancestorTitles: string[]; failureMessages: string[] }[]
  }[]
}

/** What vitest reports of the fixture; it ends with an exit code, because cases of the fixture fail. */
async function report(): Promise<Report['testResults'][0]['assertionResults']> {
  const root = new URL('../../..', import.meta.url).pathname
  const program = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const config = 'packages/conformance/test/vitest-binding/vitest.config.ts'
  const args = [program, 'run', '--root', root, '--config', config, '--reporter', 'json']
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 64_000_000 }, (_, stdout) => resolve(stdout))
  })
  const parsed: Report = JSON.parse(output)
  return parsed.testResults.flatMap(({ assertionResults }) => assertionResults)
}

it('registers every case by id and group, skips with the reason, and fails what is wrong or required', async () => {
  const results = await report()
  const starting = (id: string) => results.find(({ title }) => title.startsWith(`${id}:`))
  expect(starting('secrets/values/absent')).toMatchObject({
    status: 'passed',
    ancestorTitles: expect.arrayContaining(['secrets conformance of reference', 'behaviour']),
  })
  const skipped = starting('secrets/outage/hung')
  expect(skipped?.status).toBe('skipped')
  expect(skipped?.title).toMatch(/\[not run: memory has no endpoint\]$/)
  const failed = results.filter(({ status }) => status === 'failed').map(({ title }) => title.split(':')[0])
  expect(failed.sort()).toEqual([
    'secrets/capabilities/claimed',
    'secrets/history/refused',
    'secrets/second-store/absent-race',
    'secrets/second-store/sees-writes',
    'secrets/second-store/unconditional-race',
  ])
  expect(starting('secrets/second-store/sees-writes')?.failureMessages[0]).toContain('second-store is required')
})
