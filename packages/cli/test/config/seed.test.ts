import { expect, it } from 'vitest'
import { onEveryStore } from './every-store.js'
import { documentOf, seeded, shared } from './seeded.js'

/** The service's own file, with secrets and what belongs to one instance. */
const own = {
  common_name: 'mps.example.com',
  web_port: 3000,
  jwt_secret: 'canary-jwt',
  web_admin_password: '',
  jwt_expiration: '1440',
  mps_tls_config: { minVersion: 'TLSv1.2', ciphers: null },
}

await onEveryStore('config seed', (open) => {
  it('refuses secrets and keys of one instance by name, and writes nothing', async () => {
    const place = await open()
    const refused = await place.mps(['seed', '--file', await place.file(own)])
    expect(refused).toMatchObject({ code: 4, out: '' })
    expect(refused.err.split('\n').map((line) => line.split(': ')[1])).toEqual([
      'web_port',
      'jwt_secret',
      expect.stringContaining('nothing is seeded; --leave-out'),
    ])
    expect((await place.mps(['get'])).code).toBe(1)
  })

  it('leaves them out when it is told to, and says so', async () => {
    const place = await open()
    const seed = await place.mps(['seed', '--file', await place.file(own), '--leave-out'])
    expect(seed.code).toBe(0)
    expect(seed.out).toMatch(/^web_port: left out, it belongs to one instance$/m)
    expect(seed.out).toMatch(/^jwt_secret: left out, it is a secret$/m)
    expect(seed.out).toMatch(/^mps\/config: seeded with 4 keys, version /m)
    expect(await documentOf(place)).toEqual(shared)
  })

  it('moves secrets into the secret store, beside what is there', async () => {
    const place = await open()
    const secrets = await place.secrets()
    await secrets.put('mps', { other: 'stays' })
    const seed = await place.mps(['seed', '--file', await place.file(own), '--leave-out', '--secret-path', 'mps'])
    expect(seed).toMatchObject({
      code: 0,
      out: expect.stringContaining('jwt_secret: moved to secret:mps#jwt_secret'),
    })
    expect(await documentOf(place)).toEqual({ ...shared, jwt_secret: { $secret: 'mps#jwt_secret' } })
    expect((await secrets.get('mps', { fresh: true }))?.data).toEqual({ other: 'stays', jwt_secret: 'canary-jwt' })
  })

  it('never overwrites a field of the secret store, and takes one that is the same', async () => {
    const place = await open()
    const secrets = await place.secrets()
    await secrets.put('mps', { jwt_secret: 'canary-other' })
    const file = await place.file({ jwt_secret: 'canary-jwt' })
    const refused = await place.mps(['seed', '--file', file, '--secret-path', 'mps'])
    expect(refused).toMatchObject({
      code: 4,
      err: expect.stringContaining('jwt_secret: what is at mps has this field'),
    })
    expect((await secrets.get('mps', { fresh: true }))?.data).toEqual({ jwt_secret: 'canary-other' })
    expect((await place.mps(['get'])).code).toBe(1)
    await secrets.put('mps', { jwt_secret: 'canary-jwt' })
    expect((await place.mps(['seed', '--file', file, '--secret-path', 'mps'])).code).toBe(0)
  })

  it('says who was faster, with code 0, whatever the file holds', async () => {
    const place = await seeded(await open())
    const again = await place.mps(['seed', '--file', await place.file({ port: 1, jwt_secret: 'canary-jwt' })])
    expect(again).toMatchObject({ code: 0, err: '' })
    expect(again.out).toMatch(/^mps\/config: is there already, by \S+@\S+ at 20\S+Z; nothing was written$/)
    const told = JSON.parse((await place.mps(['seed', '--file', await place.file({}), '--json'])).out)
    expect(told).toMatchObject({ service: 'mps', written: false, by: expect.stringContaining('@') })
    expect(await documentOf(place)).toEqual(shared)
  })
})

await onEveryStore('config get', (open) => {
  it('prints the document, a branch of it, and one value', async () => {
    const { mps } = await seeded(await open())
    expect(await mps(['get', 'common_name'])).toEqual({ code: 0, out: 'mps.example.com', err: '' })
    expect((await mps(['get', 'common_name', '--json'])).out).toBe('"mps.example.com"')
    expect(JSON.parse((await mps(['get', 'mps_tls_config'])).out)).toEqual(shared.mps_tls_config)
    expect((await mps(['get', 'mps_tls_config.ciphers'])).out).toBe('null')
    const whole = JSON.parse((await mps(['get', '--json'])).out)
    expect(whole).toEqual({ version: expect.any(String), document: shared })
  })

  it('fails for what is not there', async () => {
    const place = await open()
    expect(await place.mps(['get'])).toMatchObject({ code: 1, err: expect.stringContaining('config seed --service') })
    await seeded(place)
    expect(await place.mps(['get', 'log_level'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('log_level: is not in mps/config'),
    })
  })
})
