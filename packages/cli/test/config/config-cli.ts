import { registerProvider } from '@dmt-providers/core'
import { providers as sealing } from '@dmt-providers/envelope'
import { providers as etcd } from '@dmt-providers/etcd'
import { providers as files } from '@dmt-providers/file'
import { runCli } from '../../src/index.js'

for (const provider of [...files, ...etcd, ...sealing]) registerProvider(provider)

/** How a command ended, and what it printed. */
export interface CliRun {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The world around a command of a test. */
export interface CliWorld {
  readonly environment?: Readonly<Record<string, string>>
  /** The standard input. */
  readonly input?: string
  readonly signal?: AbortSignal
  /** Hears each line at once, errors too. */
  readonly heard?: (line: string) => void
  readonly status?: (line: string) => void
}

/** Runs `dmt-providers config …` in this process. */
export async function configCli(args: readonly string[], world: CliWorld = {}): Promise<CliRun> {
  const lines: { out: string[]; err: string[] } = { out: [], err: [] }
  const { environment = {}, input, signal, heard, status } = world
  const code = await runCli(['config', ...args], {
    environment,
    status,
    out(line) {
      lines.out.push(line)
      heard?.(line)
    },
    err(line) {
      lines.err.push(line)
      heard?.(line)
    },
    ...(signal === undefined ? {} : { signal }),
    ...(input === undefined ? {} : { input: async () => input }),
  })
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') }
}
