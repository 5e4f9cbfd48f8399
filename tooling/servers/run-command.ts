import { type SpawnOptions, spawn } from 'node:child_process'

/** Runs a program to its end and returns what it printed; throws with its errors and last lines when it fails. */
export async function runCommand(command: string, args: string[], options: SpawnOptions = {}): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  const ended = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'))
  })
  if (ended !== 0) throw new Error(`${command} ended with ${ended}: ${tellingLines(output)}`)
  return output
}

/** The last lines, and before them those that tell of an error: some programs end with where to ask for help. */
function tellingLines(output: string): string {
  const lines = output.trim().split('\n')
  const errors = lines.slice(0, -3).filter((line) => /\b(error|fatal|failed)\b/i.test(line))
  return [...errors.slice(-3), ...lines.slice(-3)].join(' | ').slice(0, 800)
}
