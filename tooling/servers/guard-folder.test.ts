import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, watch } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

const owner = `
  import { spawn } from 'node:child_process'
  import { guardFolder } from '${new URL('./guard-folder.ts', import.meta.url)}'
  const server = spawn('sleep', ['600'], { stdio: ['ignore', 'inherit', 'ignore'] })
  guardFolder(process.env.GUARDED).watch(server.pid)
  process.stdout.write('running')
`

it('ends the server and removes its folder after its owner was killed', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'dmt-guard-'))
  onTestFinished(() => rm(parent, { recursive: true, force: true }))
  const guarded = join(parent, 'data')
  await mkdir(guarded)
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', owner], {
    env: { ...process.env, GUARDED: guarded },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const watcher = watch(parent)
  const removed = once(watcher, 'change')
  child.kill('SIGKILL')
  // The server holds the owner's output open, so this event is the end of both.
  await once(child, 'close')
  await removed
  watcher.close()
  expect(existsSync(guarded)).toBe(false)
})
