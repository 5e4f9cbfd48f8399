import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Checks } from './checks.js'
import type { DemoOptions } from './demo-options.js'
import { runProgram, type Surroundings } from './run-program.js'

/** The name of the fleet file in the working folder. */
const fleetFile = 'fleet.ndjson'

/** Lines of the fleet file that are no device, for the import to report. */
const broken = 3

const importReport = z.object({ imported: z.int(), existing: z.int(), rejected: z.array(z.unknown()) })

const createdSecrets = z.object({ device: z.string(), fingerprints: z.record(z.string(), z.string()) })

/** Which secrets were created, and by what to recognise them. */
export type CreatedSecrets = z.infer<typeof createdSecrets>

/** Writes the fleet file. */
export async function generate({ count, seed }: DemoOptions, where: Surroundings, checks: Checks): Promise<void> {
  const args = ['--count', `${count}`, '--seed', `${seed}`, '--broken', `${broken}`, '--out', fleetFile]
  const { code } = await runProgram('generate-fleet', args, where)
  checks.check('the fleet file is written', code === 0)
}

/** Imports the fleet file. Throws when the import could not be completed. */
export async function importFleet({ count }: DemoOptions, where: Surroundings, checks: Checks): Promise<void> {
  const { code, result } = await runProgram('import-fleet', [fleetFile], where)
  if (code !== 2) throw new Error(`the import ended with exit code ${code} instead of 2, which tells of broken lines`)
  const { imported, existing, rejected } = importReport.parse(result)
  checks.check('every device is in', imported + existing === count)
  checks.check(`the ${broken} broken lines are reported and left out`, rejected.length === broken)
}

/** Creates the records with their secrets. Throws when that fails. */
export async function createRecords(where: Surroundings, checks: Checks): Promise<CreatedSecrets> {
  const { code, result } = await runProgram('create-records', [], where)
  if (code !== 0) throw new Error(`creating the records ended with exit code ${code}`)
  const created = createdSecrets.parse(result)
  checks.check(`${Object.keys(created.fingerprints).length} secrets are kept for them`, true)
  return created
}

/** Reads the secrets in a new process and compares them. */
export async function readSecrets(where: Surroundings, checks: Checks, created: CreatedSecrets): Promise<void> {
  const args = ['--device', created.device, ...Object.keys(created.fingerprints)]
  const { code, result } = await runProgram('read-secrets', args, where)
  const read = z.object({ fingerprints: createdSecrets.shape.fingerprints }).safeParse(result).data
  const same = code === 0 && isDeepStrictEqual(read?.fingerprints, created.fingerprints)
  checks.check('every secret is read again as it was written, by RPS and by MPS', same)
}
