import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Environment, ProviderError } from '@dmt-providers/core'
import type { HostKind } from './host-kind.js'

/** The environment variable that names the folder where neither call stack nor program lead to it. */
const variable = 'DMT_HOST_FOLDER'

/**
 * URL of the folder of the built service (`dist`), with `/` at the end. `stack` is that of the adapter's construction:
 * a service constructs it in a module of its `factories` folder, which no launcher and no link can hide. Throws
 * `invalid-options` that names every folder tried.
 */
export function findHostFolder(kind: HostKind, stack: string, environment: Environment): string {
  const named = environment.get(variable)
  const tried = named === undefined ? [...new Set([...callers(stack), ...programs()])] : [asFolder(named)]
  const found = tried.find((folder) => existsSync(new URL(kind.errorModule, folder)))
  if (found !== undefined) return found
  const folders = tried.map((folder) => fileURLToPath(folder)).join(', ')
  throw new ProviderError(
    'invalid-options',
    `${kind.name} was not found: no ${kind.errorModule} in ${folders}; set ${variable} to the folder of the built service`,
  )
}

/** The folders above those of the modules on a call stack. */
function callers(stack: string): string[] {
  const modules = stack.matchAll(/file:\/\/\S+?(?=:\d+:\d+\)?$)/gm)
  return [...modules].map(([module]) => new URL('../', module.replace(/[?#].*$/, '')).href)
}

/** Beside the program (`node dist/index.js`), in it (`node dist`, `node .`), and in the working directory. */
function programs(): string[] {
  const program = process.argv[1]
  const own = program === undefined || !existsSync(program) ? [] : foldersOf(realpathSync(program))
  return [...own, process.cwd(), join(process.cwd(), 'dist')].map(asFolder)
}

function foldersOf(program: string): string[] {
  return statSync(program).isDirectory() ? [program, join(program, 'dist')] : [dirname(program)]
}

function asFolder(path: string): string {
  const { href } = path.startsWith('file:') ? new URL(path) : pathToFileURL(path)
  return href.endsWith('/') ? href : `${href}/`
}
