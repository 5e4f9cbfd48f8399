import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { findProgram } from '../../../../tooling/servers/find-program.js'
import { builtProgram } from '../built-cli.js'
import { killTold, launchOf, servicePath, stateOf, toldAtLeast } from './exec-run.js'

const python = findProgram('python3')
const program = builtProgram('exec/exec-program.ts', 'cli')
const terminal = fileURLToPath(new URL('./terminal.py', import.meta.url))
const [interrupt, quit, suspend] = ['\u0003', '\u001C', '\u001A']
const sigterm = 15

/** Something that happens in the terminal; `until` waits for a text in what the service told. */
type Step = { until: string } | { type: string } | { signal: number } | { size: [number, number] } | { 'hang up': true }

/** Runs `exec` with the service of the tests in a terminal. */
async function inTerminal(steps: readonly Step[]) {
  const record = join(await tempFolder(), 'record')
  onTestFinished(() => killTold(record))
  const given = steps.map((step) => ('until' in step ? { until: [record, step.until] } : step))
  const command = [process.execPath, program(), 'exec', '--config', 'file:unused', '--service', 'mps']
  const args = [terminal, JSON.stringify(given), ...command, '--', process.execPath, servicePath, record]
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, TEST_LAUNCH: JSON.stringify(launchOf()) }
  const { stdout } = await promisify(execFile)(python ?? '', args, { env })
  const { shown, stops, ended } = JSON.parse(stdout)
  const told = async (count: number) => (await toldAtLeast(record, count)).map(({ event, signal }) => signal ?? event)
  return { shown, stops, ended, told, record }
}

describe.skipIf(python === undefined)(`exec in a terminal${python === undefined ? ' [no python3]' : ''}`, () => {
  const started: Step = { until: 'started' }

  it.each([
    ['SIGINT', interrupt],
    ['SIGTERM', sigterm],
  ] as const)('passes %s on once, and ends with the service', async (signal, by) => {
    const { ended, told } = await inTerminal([started, typeof by === 'number' ? { signal: by } : { type: by }])
    expect(ended).toEqual(['0'])
    expect(await told(3)).toEqual(['started', signal, 'ended'])
  })

  it('leaves the terminal to the service, with its size and what is typed', async () => {
    const { record, shown, told } = await inTerminal([
      started,
      { type: 'words for the service\n' },
      { until: 'words' },
      { size: [33, 77] },
      { until: 'SIGWINCH' },
      { type: quit },
      { until: 'SIGQUIT' },
      { type: interrupt },
    ])
    const [first] = await toldAtLeast(record, 1)
    expect(first).toMatchObject({ tty: true })
    expect(await told(6)).toEqual(['started', 'words for the service', 'SIGWINCH', 'SIGQUIT', 'SIGINT', 'ended'])
    expect(shown).toContain('dmt-providers: SIGQUIT: waiting for')
  })

  it('is stopped with the service, and goes on with it', async () => {
    const { ended, stops, told } = await inTerminal([
      started,
      { type: suspend },
      { until: 'SIGCONT' },
      { type: interrupt },
    ])
    expect({ ended, stops }).toEqual({ ended: ['0'], stops: 1 })
    expect(await told(4)).toEqual(['started', 'SIGCONT', 'SIGINT', 'ended'])
  })

  it('goes on when the terminal is gone, and so does a service that minds it not', async () => {
    const { record, told } = await inTerminal([started, { 'hang up': true }, { until: 'SIGCONT' }])
    const [first] = await toldAtLeast(record, 1)
    const exec = first?.ppid ?? 0
    process.kill(exec, 'SIGTERM')
    // The system wakes those whom it hangs up.
    expect((await told(5)).filter((event) => event !== 'SIGCONT')).toEqual(['started', 'SIGHUP', 'SIGTERM', 'ended'])
    await expect.poll(async () => (await stateOf(exec)) ?? 'Z', { timeout: 10_000 }).toBe('Z')
  })
})
