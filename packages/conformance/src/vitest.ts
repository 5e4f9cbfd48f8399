import { afterAll, beforeAll, describe, it } from 'vitest'
import type { CaseContext, ClosableStore } from './case-context.js'
import { configSuite } from './config/config-suite.js'
import type { ConformanceCase } from './conformance-case.js'
import type { ConfigHarness, Harness, SecretsHarness, StorageHarness } from './harness.js'
import type { MissingNeed } from './missing-need.js'
import type { Need } from './need.js'
import { secretsSuite } from './secrets/secrets-suite.js'
import { storageSuite } from './storage/storage-suite.js'
import type { Suite } from './suite.js'
import { SuiteRun } from './suite-run.js'

/** How the suite is bound to vitest. */
export interface DescribeOptions {
  /** Needs that must be met: a case that lacks one of them fails. */
  require?: readonly Need[]
  /**
   * Ids of cases that are not run, each with the reason, which stands in its title: what the server of this run cannot
   * do, although the provider under test does it on others. An id that the suite does not have fails.
   */
  notRun?: Readonly<Record<string, string>>
  /** Milliseconds that one case may take. Default 30,000. */
  timeoutMs?: number
}

/** Registers every storage case as a vitest test. What cannot run is skipped with the reason in its title. */
export function describeStorage(harness: StorageHarness, options: DescribeOptions = {}): void {
  describeSuite(storageSuite, harness, options)
}

/** Registers every secrets case as a vitest test. What cannot run is skipped with the reason in its title. */
export function describeSecrets(harness: SecretsHarness, options: DescribeOptions = {}): void {
  describeSuite(secretsSuite, harness, options)
}

/** Registers every config case as a vitest test. What cannot run is skipped with the reason in its title. */
export function describeConfig(harness: ConfigHarness, options: DescribeOptions = {}): void {
  describeSuite(configSuite, harness, options)
}

function describeSuite<Store extends ClosableStore, H extends Harness<Store>, Context extends CaseContext<Store, H>>(
  suite: Suite<Store, H, Context>,
  harness: H,
  options: DescribeOptions,
): void {
  describe(`${suite.contract} conformance of ${harness.provider}`, () => {
    const run = new SuiteRun(suite, harness)
    beforeAll(() => run.start())
    afterAll(() => run.finish())
    refuseUnknown(suite.cases, options.notRun ?? {})
    for (const [group, cases] of groupsOf(suite.cases)) {
      describe(group, () => {
        for (const one of cases) register(one, run, run.missing(one), options)
      })
    }
  })
}

function register<Store extends ClosableStore, H extends Harness<Store>, Context extends CaseContext<Store, H>>(
  one: ConformanceCase<Context>,
  run: SuiteRun<Store, H, Context>,
  missing: MissingNeed | undefined,
  options: DescribeOptions,
): void {
  const title = `${one.id}: ${one.title}`
  const timeoutMs = options.timeoutMs ?? 30_000
  const lacking = options.notRun?.[one.id]
  // The suite's own deadline, which names the case, comes before vitest's.
  if (lacking !== undefined) it.skip(`${title} [not run: ${lacking}]`, () => {})
  else if (missing === undefined) it(title, () => run.run(one, timeoutMs), 2 * timeoutMs + 1_000)
  else if (options.require?.includes(missing.need) === true) {
    it(title, () => {
      throw new Error(`${missing.need} is required, but ${missing.reason}`)
    })
  } else it.skip(`${title} [not run: ${missing.reason}]`, () => {})
}

function refuseUnknown(cases: readonly { id: string }[], notRun: Readonly<Record<string, string>>): void {
  const unknown = Object.keys(notRun).filter((id) => !cases.some((one) => one.id === id))
  if (unknown.length > 0) throw new Error(`notRun: the suite has no case ${unknown.join(', ')}`)
}

function groupsOf<Context>(cases: readonly ConformanceCase<Context>[]): Map<string, ConformanceCase<Context>[]> {
  const groups = new Map<string, ConformanceCase<Context>[]>()
  for (const one of cases) groups.set(one.group, [...(groups.get(one.group) ?? []), one])
  return groups
}
