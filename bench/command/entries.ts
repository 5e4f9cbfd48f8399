import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { AskedModule } from '../src/note-modules.js'
import { type Spread, spreadOf } from '../src/spread.js'

const run = promisify(execFile)
const program = (name: string) => fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url))

/** What importing one module costs. */
export interface EntryResult {
  name: string
  milliseconds: Spread
  imports: number
  modules: AskedModule[]
}

/** Imports a module in so many fresh processes, and once more to see what it asks for. */
export async function entryResult(name: string, url: string, imports: number): Promise<EntryResult> {
  const times: number[] = []
  for (let number = 0; number < imports; number++) {
    times.push(Number((await run(process.execPath, [program('time-import'), url])).stdout))
  }
  const modules: AskedModule[] = JSON.parse((await run(process.execPath, [program('list-modules'), url])).stdout)
  return { name, milliseconds: spreadOf(times), imports, modules }
}

/** The name of a module as the import of another names it; what is asked for by its place goes by its last folders. */
export const shownName = ({ specifier }: AskedModule) => specifier.replace(/^file:.*\/(packages\/)/, '$1')

/** The modules that are neither files of the package itself nor parts of Node. */
export function foreignModules({ modules }: EntryResult): AskedModule[] {
  return modules.filter(({ specifier }) => !/^(\.|\/|file:|node:)/.test(specifier))
}
