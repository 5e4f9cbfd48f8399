import { expect, it, onTestFinished, vi } from 'vitest'
import { run, step } from './step.mjs'

const node = (code: string) => run(process.execPath, ['-e', code])

const printed = () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  onTestFinished(() => write.mockRestore())
  return () => write.mock.calls.map(([text]) => String(text)).join('')
}

it('runs a command and keeps what it prints', async () => {
  const { ok, output, stdout } = await node('console.log("out"); console.error("err")')
  expect(ok).toBe(true)
  expect(stdout).toBe('out\n')
  expect(output.split('\n').sort()).toEqual(['', 'err', 'out'])
})

it.each([
  ['an exit code', () => node('process.exit(3)')],
  ['a signal', () => node('process.kill(process.pid, "SIGKILL")')],
  ['a program that is not there', () => run('no-such-program-anywhere', [])],
])('reports the failure by %s', async (_, failing) => {
  expect((await failing()).ok).toBe(false)
})

it('shows what a command printed only when it failed', async () => {
  const shown = printed()
  await step('quiet', () => node('console.log("chatter")'))
  expect(shown()).toMatch(/^quiet +ok +\d/)
  await step('broken', () => node('console.log("the reason"); process.exit(1)'))
  expect(shown()).toMatch(/broken +FAILED[\s\S]*the reason/)
  expect(shown()).not.toContain('chatter')
})
