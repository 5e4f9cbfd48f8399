import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { etcdAt } from '../../../../tooling/servers/etcd/etcd-at.js'
import { configPlace } from './config-place.js'

const password = 'canary-powerless-1'

/** Every command, with what it needs. */
const everyCommand = [
  ['seed', '--file', '-'],
  ['get'],
  ['get', 'log_level'],
  ['set', 'log_level', 'info'],
  ['set', 'jwt_secret', '--secret-path', 'mps'],
  ['unset', 'log_level'],
  ['diff'],
  ['watch'],
  ['history'],
  ['rollback', '1'],
] as const

describe.each(everyCommand.map((args) => [args.join(' '), args] as const))('config %s', (_, args) => {
  it('fails with code 1 where the store is away, and never takes it for empty', async () => {
    const { mps, folder, secrets } = await configPlace()
    const away = await mps(args, { environment: { DMT_CONFIG_URL: `file:${folder}/volume/config` }, input: '{}' })
    expect(away).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/\[unavailable\]$/) })
    expect(await (await secrets()).get('mps')).toBeUndefined()
  })

  it('fails with code 2 without a store, and without a service', async () => {
    const { mps } = await configPlace()
    expect(await mps(args, { environment: { DMT_CONFIG_URL: '' }, input: '{}' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('no configuration store: set DMT_CONFIG_URL (or DMT_CONFIG_URL_FILE)'),
    })
    expect(await mps([...args, '--config-env', 'FLEET'], { input: '{}' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('neither FLEET nor FLEET_FILE is set'),
    })
  })
})

await describeOn('etcd', 'a store that denies', ({ url }) => {
  it.each(everyCommand.map((args) => [args.join(' '), args] as const))('config %s: code 4', async (_, args) => {
    const { mps, secrets } = await configPlace()
    const user = `powerless-${randomUUID()}`
    await etcdAt(url, 'auth/user/add', { name: user, password })
    const { host } = new URL(url)
    const environment = { DMT_CONFIG_URL: `etcd://${user}:${password}@${host}/` }
    const denied = await mps(args, { environment, input: '{}' })
    expect(denied).toMatchObject({ code: 4, out: '', err: expect.stringMatching(/\[permission-denied\]$/) })
    expect(denied.err).not.toContain('canary')
    expect(await (await secrets()).get('mps')).toBeUndefined()
    await etcdAt(url, 'auth/user/delete', { name: user })
  })
})
