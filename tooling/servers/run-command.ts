import { type SpawnOptions, spawn } from 'node:child_process'

/** Runs a program to its end and returns what it printed; throws with the last lines of it when the program fails. */
export async function runCommand(command: string, args: string[], options: SpawnOptions = {}): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  const ended = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'))
  })
  if (ended !== 0) throw new Error(`${command} ended with ${ended}: ${lastLines(output)}`)
  return output
}

const lastLines = (output: string) => output.trim().split('\n').slice(-3).join(' | ').slice(0, 300)
