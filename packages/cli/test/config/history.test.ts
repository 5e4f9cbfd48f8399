import { expect, it } from 'vitest'
import { onEveryStore } from './every-store.js'
import { documentOf, seeded, shared } from './seeded.js'

await onEveryStore('config history and rollback', (open) => {
  it('lists who changed what, shows one change, and brings an earlier document back', async () => {
    const place = await seeded(await open())
    const { mps } = place
    await mps(['set', 'log_level', 'debug'])
    await mps(['unset', 'common_name'])
    const { code, out } = await mps(['history'])
    expect(code).toBe(0)
    const who = String.raw` +20\S+Z +\S+@\S+ +`
    expect(out).toMatch(
      new RegExp(`^3${who}common_name\n2${who}log_level\n1${who}common_name, jwt_expiration, \\S+ and 1 more$`),
    )
    expect((await mps(['history', '--number', '2'])).out).toMatch(
      /^change 2, .*: log_level\n {2}log_level: set to debug$/,
    )
    expect(JSON.parse((await mps(['history', '--number', '2', '--json'])).out)).toMatchObject({
      number: 2,
      changes: [{ key: 'log_level', after: 'debug' }],
      document: { ...shared, log_level: 'debug' },
    })
    expect(JSON.parse((await mps(['history', '--json'])).out)).toHaveLength(3)

    const back = await mps(['rollback', '2'])
    expect(back).toMatchObject({ code: 0, out: expect.stringContaining('common_name: set to mps.example.com') })
    expect(await documentOf(place)).toEqual({ ...shared, log_level: 'debug' })
    expect((await mps(['rollback', '2'])).out).toBe('mps/config: nothing to change, it is as after 2')
    expect((await mps(['history'])).out).toMatch(/^4 /)
  })

  it('refuses a number that is none, and fails for one that is not kept', async () => {
    const { mps } = await seeded(await open())
    expect((await mps(['rollback', 'one'])).code).toBe(2)
    expect(await mps(['rollback', '7'])).toMatchObject({ code: 1, err: expect.stringContaining('it has 1 to 1') })
    expect((await mps(['history', '--number', '0'])).code).toBe(2)
  })
})
