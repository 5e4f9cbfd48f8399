#!/usr/bin/env node
import { endLike } from './exec/end-like.js'
import type { Ending } from './exec/ending.js'
import { runCli } from './run-cli.js'

const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort(signal))

// A terminal that is gone, or a reader of the lines who went, is no reason to leave a service alone.
process.stderr.on('error', () => undefined)

let ending: Ending | undefined
process.exitCode = await runCli(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  status: process.stderr.isTTY ? (line) => process.stderr.write(`\r${line}\u001B[K`) : undefined,
  signal: interrupted.signal,
  endLike: (how) => {
    ending = how
  },
})
if (ending !== undefined) await endLike(ending)
