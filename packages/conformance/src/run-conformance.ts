import type { CaseContext, ClosableStore } from './case-context.js'
import type { CaseResult } from './case-result.js'
import { configSuite } from './config/config-suite.js'
import type { ConformanceCase } from './conformance-case.js'
import type { ConfigHarness, Harness, SecretsHarness, StorageHarness } from './harness.js'
import type { Need } from './need.js'
import { secretsSuite } from './secrets/secrets-suite.js'
import { storageSuite } from './storage/storage-suite.js'
import type { Suite } from './suite.js'
import { SuiteRun } from './suite-run.js'

/** How a run of the suite goes. */
export interface RunOptions {
  /** Runs only the cases whose id contains this text or matches it. */
  only?: string | RegExp | undefined
  /** Ends the run after the case under way; the rest is reported as not run. */
  signal?: AbortSignal | undefined
  /** Needs that must be met: a case that lacks one of them has failed. */
  require?: readonly Need[] | undefined
  /** Milliseconds that one case may take. Default 30,000. */
  timeoutMs?: number | undefined
  /** Told of each result as it comes. */
  onResult?: ((result: CaseResult) => void) | undefined
}

/**
 * Runs the suite of the harness's contract, without any test framework, and answers what became of every case.
 * Rejects only when the place cannot be made, opened or removed.
 */
export async function runConformance(
  harness: StorageHarness | SecretsHarness | ConfigHarness,
  options: RunOptions = {},
): Promise<CaseResult[]> {
  if (harness.contract === 'storage') return await runSuite(storageSuite, harness, options)
  if (harness.contract === 'config') return await runSuite(configSuite, harness, options)
  return await runSuite(secretsSuite, harness, options)
}

async function runSuite<Store extends ClosableStore, H extends Harness<Store>, Context extends CaseContext<Store, H>>(
  suite: Suite<Store, H, Context>,
  harness: H,
  options: RunOptions,
): Promise<CaseResult[]> {
  const run = new SuiteRun(suite, harness)
  const results: CaseResult[] = []
  try {
    await run.start()
    for (const one of suite.cases.filter(({ id }) => isChosen(id, options.only))) {
      const result = await resultOf(one, run, options)
      results.push(result)
      options.onResult?.(result)
    }
  } finally {
    await run.finish()
  }
  return results
}

async function resultOf<Store extends ClosableStore, H extends Harness<Store>, Context extends CaseContext<Store, H>>(
  one: ConformanceCase<Context>,
  run: SuiteRun<Store, H, Context>,
  options: RunOptions,
): Promise<CaseResult> {
  const { id, group, title } = one
  const missing = run.missing(one)
  const notRun = options.signal?.aborted === true ? 'the run was aborted' : missing?.reason
  if (notRun !== undefined) {
    const required = missing !== undefined && options.require?.includes(missing.need) === true
    const error = required ? { error: new Error(`${missing.need} is required, but ${notRun}`) } : {}
    return { id, group, title, state: required ? 'failed' : 'not-run', reason: notRun, ...error, durationMs: 0 }
  }
  const started = performance.now()
  const [settled] = await Promise.allSettled([run.run(one, options.timeoutMs ?? 30_000)])
  const durationMs = performance.now() - started
  if (settled.status === 'fulfilled') return { id, group, title, state: 'passed', durationMs }
  return { id, group, title, state: 'failed', error: asError(settled.reason), durationMs }
}

function isChosen(id: string, only: string | RegExp | undefined): boolean {
  if (only === undefined) return true
  return typeof only === 'string' ? id.includes(only) : only.test(id)
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}
