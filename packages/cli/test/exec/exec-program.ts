import type { Launch } from '@dmt-providers/central-config'
import { commands } from '../../src/commands.js'
import { execCommand } from '../../src/exec/exec-command.js'

/** What a test sends to this program. */
export type Sent = Launch | { readonly fail: string }

// In a terminal there is no channel: the first one is in a variable.
const { TEST_LAUNCH } = process.env
const sent: Sent[] = TEST_LAUNCH === undefined ? [] : [JSON.parse(TEST_LAUNCH)]
let wake = () => {}
process.on('message', (message: Sent) => {
  sent.push(message)
  wake()
})

// The command as it is, with configurations that a test sends in the place of those of a store.
Reflect.set(commands, 'exec', async () =>
  execCommand(async () => ({
    launches: (_, signal) => received(signal),
    proven: ({ version }) => process.send?.({ proven: version }),
    close: async () => undefined,
  })),
)
await import('../../src/main.js')
// The channel would hold up the end.
process.channel?.unref()

async function* received(signal: AbortSignal): AsyncGenerator<Launch, void> {
  signal.addEventListener('abort', () => wake())
  process.send?.('asked')
  while (!signal.aborted) {
    const next = sent.shift()
    if (next === undefined) await new Promise<void>((resolve) => (wake = resolve))
    else if ('fail' in next) throw new Error(next.fail)
    else yield next
  }
}
