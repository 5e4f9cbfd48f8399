import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { presetConsole, render } from '../src/index.js'
import { secret, token } from './planes/tokens.js'

interface Verify {
  isGood(token: string, options: { issuer: string; secret: string; now: number; required?: object }): boolean
  tokensOf(event: object, sources: object[]): string[]
}

describe('the Lambda authorizer', () => {
  let folder: string
  let verify: Verify
  const options = () => ({ issuer: 'test-issuer', secret, now: Date.now() / 1000 })

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dmt-authorizer-'))
    const { files } = render(presetConsole(), { target: 'aws' })
    const path = join(folder, 'verify.mjs')
    await writeFile(path, files.get('authorizer/verify.mjs') ?? '')
    verify = (await import(pathToFileURL(path).href)) as Verify
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('takes a good token, and no other', async () => {
    expect(verify.isGood(await token(), options())).toBe(true)
    const [head, body, signature] = (await token()).split('.')
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    const bad = [
      await token({ expiresIn: -1 }),
      await token({ issuer: 'another' }),
      await token({ key: 'another-key-of-these-tests-32-byte' }),
      `${none}.${body}.`,
      `${none}.${body}.${signature}`,
      `${head}.${body}.`,
      `${head}.${Buffer.from('{"iss":"test-issuer","exp":9999999999}').toString('base64url')}.${signature}`,
      `${head}.${body}`,
      '..',
      'x',
    ]
    for (const one of bad) expect(verify.isGood(one, options()), one).toBe(false)
  })

  it('compares the claims that the rule asks for', async () => {
    const required = { deviceId: '*' }
    expect(verify.isGood(await token(), { ...options(), required })).toBe(true)
    for (const deviceId of ['4c4c4544', ['*'], null, 0]) {
      expect(verify.isGood(await token({ claims: { deviceId } }), { ...options(), required })).toBe(false)
    }
  })

  it('finds the token in header, cookie and query', () => {
    const sources = [
      { in: 'header', name: 'Authorization', scheme: 'Bearer' },
      { in: 'cookie', name: 'console_session' },
    ]
    expect(verify.tokensOf({ headers: { authorization: 'Bearer a.b.c' } }, sources)).toEqual(['a.b.c'])
    expect(verify.tokensOf({ headers: {}, cookies: ['x=1', 'console_session=d.e.f'] }, sources)).toEqual(['d.e.f'])
    expect(verify.tokensOf({ queryStringParameters: { jwt: 'g' } }, [{ in: 'query', name: 'jwt' }])).toEqual(['g'])
    expect(verify.tokensOf({ headers: { authorization: 'Basic abc' } }, sources)).toEqual([])
  })
})
