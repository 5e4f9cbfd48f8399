import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { programPath, type Surroundings } from '../src/demo/run-program.js'

/** How a program ended and what it printed. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** A started program. */
export interface Started {
  child: ChildProcess
  ended: Promise<Ended>
}

/** Starts a program of this package as it was built: providers look for the service's folder `dist`. */
export function startBuilt(name: string, args: string[], { cwd, env }: Surroundings): Started {
  const path = programPath(name)
  if (!existsSync(path)) throw new Error(`${path} is missing: build first, npx pnpm --filter fleet-service... build`)
  const child = spawn(process.execPath, [path, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)])
  return { child, ended: ended.then(([[code, signal], stdout, stderr]) => ({ code, signal, stdout, stderr })) }
}

/** Runs a program of this package to its end. */
export const runBuilt = (name: string, args: string[], where: Surroundings): Promise<Ended> =>
  startBuilt(name, args, where).ended

/** Resolves with what a pattern captures in a program's output, as soon as a line matches. Rejects when it ends before. */
export function lineOf({ child, ended }: Started, pattern: RegExp): Promise<string> {
  if (child.stdout === null) throw new Error('the program has no output')
  const lines = createInterface(child.stdout)
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const found = pattern.exec(line)
      if (found) resolve(found[1] ?? line)
    })
    ended.then(({ stdout, stderr }) => reject(new Error(`no line matches ${pattern}: ${stdout}${stderr}`)), reject)
  })
}
