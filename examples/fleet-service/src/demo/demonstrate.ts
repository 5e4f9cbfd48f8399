import { isDeepStrictEqual } from 'node:util'
import { Checks } from './checks.js'
import type { DemoOptions } from './demo-options.js'
import { lookAt } from './look-at.js'
import { type CreatedSecrets, createRecords, generate, importFleet, readSecrets } from './program-steps.js'
import type { Surroundings } from './run-program.js'
import { RunningService } from './running-service.js'
import { type Method, searchByTags } from './tag-search.js'

/** The whole demo. Answers its exit code: 1 when a check failed. */
export async function demonstrate(options: DemoOptions, where: Surroundings): Promise<number> {
  const checks = new Checks()
  await checks.step('Generate a fleet', () => generate(options, where, checks))
  await checks.step('Import it', () => importFleet(options, where, checks))
  const secrets = await checks.step('Create records with their secrets', () => createRecords(where, checks))
  const before = await checks.step('Start the service and search', () => firstRun(options, where, checks))
  const again = await checks.step('Restart it on the same data', () => secondRun(where, checks, secrets, before))
  if (!options.keep) checks.check('the service stops on request', (await again.stop()) === 0)
  console.log(`\nDone, with ${options.count} devices, in ${where.cwd}\n${checks.summary()}`)
  const exitCode = checks.ok ? 0 : 1
  if (options.keep) await keep(again, exitCode)
  return exitCode
}

async function firstRun(options: DemoOptions, where: Surroundings, checks: Checks) {
  const service = await RunningService.start(where)
  for (const method of ['AND', 'OR'] as const) await search(service, options, method, checks)
  const seen = await lookAt(service, checks)
  checks.check('the service stops on request', (await service.stop()) === 0)
  return seen
}

async function search(service: RunningService, options: DemoOptions, method: Method, checks: Checks) {
  const { tags, found, exact } = await searchByTags(service, options, method)
  checks.check(`${tags.join(` ${method} `)}: ${found} devices, the ones that were generated with them`, exact)
}

async function secondRun(where: Surroundings, checks: Checks, secrets: CreatedSecrets, before: object) {
  await readSecrets(where, checks, secrets)
  const service = await RunningService.start(where)
  checks.check('devices, tags and profiles are as before', isDeepStrictEqual(await lookAt(service, checks), before))
  return service
}

/** Serves on. The exit code is set before the URL is told, for the interruption may follow at once. */
async function keep(service: RunningService, exitCode: number): Promise<void> {
  process.exitCode = exitCode
  console.log(`\nServing on ${service.url} until Ctrl-C`)
  await service.ended()
}
