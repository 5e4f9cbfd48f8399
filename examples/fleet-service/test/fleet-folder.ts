import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { childEnvironment } from '../src/demo/child-environment.js'
import type { Surroundings } from '../src/demo/run-program.js'
import { makeWorkingFolder } from '../src/demo/working-folder.js'
import type { NewDevice } from '../src/interfaces/mps-database.js'
import { runBuilt } from './run-built.js'

/** Surroundings in which the programs work on the embedded stores of a folder, or on another database. */
export async function surroundings(folder: string, storage = 'pglite:./database'): Promise<Surroundings> {
  const cwd = await makeWorkingFolder(folder)
  const secrets = 'envelope+file:./secrets?key=file:./secrets.key'
  const options = { storage, secrets, port: 0, count: 0, seed: 0, folder, keep: false }
  return { cwd, env: childEnvironment(options) }
}

/** Imports devices and creates the records with their secrets. Throws what a program printed when it fails. */
export async function fill(where: Surroundings, devices: Iterable<NewDevice>): Promise<void> {
  const file = join(where.cwd, 'fleet.ndjson')
  await writeFile(file, [...devices].map((device) => JSON.stringify(device)).join('\n'))
  for (const [name, ...args] of [['import-fleet', file] as const, ['create-records'] as const]) {
    const { code, stdout, stderr } = await runBuilt(name, args, where)
    if (code !== 0) throw new Error(`${name} ended with ${code}: ${stdout}${stderr}`)
  }
}
