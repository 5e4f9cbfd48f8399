import { describe, expect, it } from 'vitest'
import { accessTo } from './login-to.js'
import { type Reply, scriptedServer } from './scripted-server.js'
import { failed, refusal } from './tds-tokens.js'

const one = [{ one: 1 }]
const refused = (number: number): Reply => [refusal(number), failed]

describe('A statement', () => {
  it.each([40613, 40197, 40501, 49918, 10928, 10929, 1205, 3906])(
    'that meets %i is sent again where it only reads',
    async (number) => {
      const server = await scriptedServer({ statements: [refused(number)] })
      expect(await accessTo(server.port).run()).toEqual(one)
      expect(server.statements).toHaveLength(2)
    },
  )

  it.each([40501, 10928, 10929, 1205, 3906])(
    'that was refused with %i is sent again where it writes',
    async (number) => {
      const server = await scriptedServer({ statements: [refused(number)] })
      expect(await accessTo(server.port).run(false)).toEqual(one)
    },
  )

  it.each([40197, 40143, 40540])(
    'that ended with %i may be applied, and is not sent again where it writes',
    async (number) => {
      const server = await scriptedServer({ statements: [refused(number)] })
      await expect(accessTo(server.port).run(false)).rejects.toMatchObject({
        code: 'unavailable',
        nativeCode: String(number),
        notApplied: false,
      })
      expect(server.statements).toHaveLength(1)
    },
  )

  it.each([40613, 40197, 40501, 3906])(
    'that meets %i costs its connection: the next one may lead elsewhere',
    async (number) => {
      const server = await scriptedServer({ statements: [refused(number)] })
      const store = accessTo(server.port)
      await store.run()
      expect(server.logins).toHaveLength(2)
    },
  )

  it('whose connection is cut is not sent again where it writes', async () => {
    const server = await scriptedServer({ statements: ['hang-up'] })
    await expect(accessTo(server.port).run(false)).rejects.toMatchObject({ code: 'unavailable', notApplied: false })
    expect(server.statements).toHaveLength(1)
  })

  it('that stays refused ends with the reason after its attempts', async () => {
    const server = await scriptedServer({ statements: Array.from({ length: 9 }, () => refused(40501)) })
    await expect(accessTo(server.port).run()).rejects.toMatchObject({
      code: 'limit-exceeded',
      nativeCode: '40501',
      retryable: true,
    })
    expect(server.statements).toHaveLength(4)
  })
})
