import { runCli } from '../src/index.js'

/** Runs the command in this process with these variables and no others. */
export async function cli(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const lines: { out: string[]; err: string[] } = { out: [], err: [] }
  const code = await runCli(args, {
    environment,
    out: (line) => lines.out.push(line),
    err: (line) => lines.err.push(line),
  })
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') }
}
