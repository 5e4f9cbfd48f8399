import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { atOnce, execRuns } from './exec-run.js'

const run = execRuns()
const isAllowed = spawnSync('unshare', ['-pf', '--mount-proc', 'true']).status === 0

describe.skipIf(!isAllowed)(
  `exec as the first process of a container${isAllowed ? '' : ' [unshare is denied]'}`,
  () => {
    it('ends with 128 and the signal that the service died of, since no signal ends it', async () => {
      const exec = await run({ asFirstProcess: true, command: ['sh', '-c', 'kill -TERM $$'] })
      exec.send({})
      expect((await exec.ended).code).toBe(143)
    })

    it('passes signals on that it would be spared', async () => {
      const exec = await run({ asFirstProcess: true, command: ['sh', '-c', 'kill -USR1 1; exec sleep 60'] })
      exec.send({})
      expect((await exec.ended).code).toBe(138)
    })

    it('restarts without waiting for processes that ended and that nobody asks about', async () => {
      const exec = await run({ asFirstProcess: true, options: atOnce })
      exec.send({ document: { child: {} } })
      await exec.told(1)
      await exec.childTold(1)
      const began = performance.now()
      exec.send({ version: '2', document: { a: 1 } })
      expect((await exec.told(4)).at(-1)).toMatchObject({ event: 'started', document: { a: 1 }, ppid: 1 })
      // Far from the 30 seconds after which it would be killed.
      expect(performance.now() - began).toBeLessThan(15_000)
    })
  },
)
