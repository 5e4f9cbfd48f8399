import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Where a program runs. */
export interface Surroundings {
  cwd: string
  env: NodeJS.ProcessEnv
}

/** How a program ended, with the result that it handed over. */
export interface Finished {
  code: number | null
  result: unknown
}

/** Path of a program of this package, as built: `import-fleet`. */
export const programPath = (name: string) => fileURLToPath(new URL(`../../dist/${name}.js`, import.meta.url))

/** Runs a program of this package in a process of its own, with this one's output. */
export async function runProgram(name: string, args: string[], { cwd, env }: Surroundings): Promise<Finished> {
  const child = fork(programPath(name), args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  let result: unknown
  child.once('message', (message) => {
    result = message
  })
  const [code] = await once(child, 'close')
  return { code, result }
}
