import { describe, expect, it } from 'vitest'
import { surroundings } from './fleet-folder.js'
import { runBuilt } from './run-built.js'
import { temporaryFolder } from './temporary-folder.js'

describe('a start that cannot succeed ends with exit code 1 and says why', () => {
  it.each([
    ['a missing setting', { MPS_CONNECTION_STRING: '' }, /MPS_CONNECTION_STRING: .*\n?/],
    ['a wrong port', { MPS_WEB_PORT: '70000' }, /MPS_WEB_PORT: /],
    ['a provider that is not there', { MPS_DB_PROVIDER: 'nothing' }, /Cannot find module .*data\/nothing\/index\.js/],
    ['a missing setting of RPS', { RPS_DB_PROVIDER: '' }, /RPS_DB_PROVIDER: /],
  ])('%s', async (_, change, message) => {
    const { cwd, env } = await surroundings(await temporaryFolder())
    const { code, stderr } = await runBuilt('index', [], { cwd, env: { ...env, ...change } })
    expect(stderr).toMatch(message)
    expect(code).toBe(1)
  })
})
