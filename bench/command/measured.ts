import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { CallResult } from '../src/measure-call.js'
import type { Work } from '../src/work.js'

const program = fileURLToPath(new URL('../dist/measure.js', import.meta.url))

/** Measures in a fresh process; tells of each result as soon as it is there. Throws when the process fails. */
export async function measured(work: Work, tell: (result: CallResult) => void): Promise<CallResult[]> {
  const results: CallResult[] = []
  const child = fork(program, [JSON.stringify(work)])
  child.on('message', (result: CallResult) => {
    results.push(result)
    tell(result)
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the measuring process ended with ${String(code)}; build it first: turbo run build`)
  return results
}
