import { inspect } from 'node:util'
import { isProviderError } from '@dmt-providers/core'
import { expect, it } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { createVault } from '../src/index.js'
import { openStore } from './open-store.js'
import { scriptedVault } from './scripted-vault.js'
import { vaultPlace } from './vault-place.js'

const canary = 'canary-secret-4711'

/** Everything that a value shows of itself, in every way of printing it. */
const shown = (value: unknown) => [inspect(value, { depth: 30 }), JSON.stringify(value), String(value)].join('\n')

/** An error as a logger of any level may print it. */
const told = (error: unknown) =>
  error instanceof Error ? `${shown(error)}${error.stack}${shown(error.cause)}` : shown(error)

await describeOn('vault', 'what a store prints', ({ url }) => {
  it('has neither token nor secret, of itself, of what it read, and of errors', async () => {
    const place = await vaultPlace(url)
    const store = createVault({ ...place.options, retries: 0 })
    await store.put('devices/one', { AMT_PASSWORD: canary })
    const secret = await store.get('devices/one')
    const stale = store.put('devices/one', { AMT_PASSWORD: canary }, { expected: 'absent' })
    const failures = [await stale.catch(String), await store.put('x'.repeat(500), { canary }).catch((error) => error)]
    await place.at('POST', 'auth/token/revoke', { token: place.options.token })
    failures.push(await store.put('devices/two', { AMT_PASSWORD: canary }).catch((error) => error))
    const printed = [shown(store), shown(secret), ...failures.map(told)].join('\n')
    expect(printed).not.toContain(canary)
    expect(printed).not.toContain(place.options.token)
    await store.close()
    await place.remove()
  })
})

it('a server that repeats what it was sent finds no way into a message', async () => {
  const token = 's.legacytokenofthetest'
  const vault = await scriptedVault()
  const echo = `you sent ${token}: {"data":{"AMT_PASSWORD":"${canary}"}}`
  for (const script of [
    { status: 500, body: echo },
    { status: 403, headers: { 'content-type': 'text/html' }, body: echo },
    { status: 403, body: { errors: [`denied for ${token}`] } },
    { status: 307, headers: { location: `https://elsewhere.example/?token=${token}&secret=${canary}` } },
  ]) {
    vault.answer = ({ path }) => (path.startsWith('secret/') ? script : undefined)
    const error = await openStore({ address: vault.address, token })
      .put('a', { AMT_PASSWORD: canary })
      .catch((one) => one)
    expect(isProviderError(error)).toBe(true)
    expect(told(error)).not.toContain(canary)
    expect(told(error)).not.toContain(token)
  }
})

it('a login shows none of its credentials', async () => {
  const vault = await scriptedVault()
  const secretId = 'secret-id-4711'
  vault.answer = ({ body }) => ({ status: 400, body: { errors: [`invalid secret id ${String(body.secret_id)}`] } })
  const store = openStore({ address: vault.address, auth: 'approle', roleId: 'role', secretId })
  const error = await store.get('a').catch((one) => one)
  expect(error).toMatchObject({ code: 'unauthenticated' })
  expect(told(error) + shown(store)).not.toContain(secretId)
})
