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
  /** Resolves with what a pattern captures, as soon as a line of the output matches. Rejects when none does. */
  line(pattern: RegExp): Promise<string>
  ended: Promise<Ended>
}

/** Starts a program of this package as it was built: providers look for the service's folder `dist`. */
export function startBuilt(name: string, args: string[], { cwd, env }: Surroundings): Started {
  const path = programPath(name)
  if (!existsSync(path)) throw new Error(`${path} is missing: build first, npx pnpm --filter fleet-service... build`)
  const child = spawn(process.execPath, [path, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  const output = createInterface(child.stdout).on('line', (line) => lines.push(line))
  const ended = Promise.all([once(child, 'close'), text(child.stderr)]).then(([[code, signal], stderr]) => ({
    ...{ code, signal, stderr },
    stdout: lines.map((line) => `${line}\n`).join(''),
  }))
  const line = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = lines.map((one) => pattern.exec(one)).find(Boolean)
        if (found) resolve(found[1] ?? found[0])
      }
      output.on('line', look)
      look()
      ended.then(({ stdout, stderr }) => reject(new Error(`no line matches ${pattern}: ${stdout}${stderr}`)), reject)
    })
  return { child, line, ended }
}

/** Runs a program of this package to its end. */
export const runBuilt = (name: string, args: string[], where: Surroundings): Promise<Ended> =>
  startBuilt(name, args, where).ended
