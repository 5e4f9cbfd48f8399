import { SignJWT } from 'jose'
import { expect } from 'vitest'
import { secret, token } from '../planes/tokens.js'
import { type Behaviour, bearer, type Scene, seen } from './behaviour.js'

const devices = '/mps/api/v1/devices'

const refuses = (name: string, headers: () => Promise<Record<string, string>>): Behaviour => ({
  name,
  see: async ({ url, answers }) => {
    const { status } = await fetch(url + devices, { headers: await headers() })
    expect(status).toBeOneOf([...answers.badToken])
  },
})

async function unsigned(): Promise<Record<string, string>> {
  const [, body] = (await token()).split('.')
  return { Authorization: `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.` }
}

async function endless(): Promise<Record<string, string>> {
  const signed = new SignJWT({ deviceId: '*' }).setProtectedHeader({ alg: 'HS256' }).setIssuer('test-issuer')
  return { Authorization: `Bearer ${await signed.sign(Buffer.from(secret))}` }
}

/** What a guarded route takes and refuses. */
export const tokenBehaviours: Behaviour[] = [
  {
    name: 'token missing: refused',
    see: async ({ url, answers }) => expect((await fetch(url + devices)).status).toBe(answers.noToken),
  },
  {
    name: 'token good: passed on, the prefix stripped and the query kept',
    see: async (scene) => {
      expect(await passed(scene, `${devices}?$top=5`)).toEqual({ status: 200, path: '/api/v1/devices?$top=5' })
      expect(await passed(scene, '/rps/api/v1/admin/domains')).toMatchObject({ path: '/api/v1/admin/domains' })
    },
  },
  refuses('token expired: refused', () => bearer({ expiresIn: -3600 })),
  refuses('token signed with another key: refused', () => bearer({ key: 'another-key-of-these-tests-32-byte' })),
  refuses('token of another issuer: refused', () => bearer({ issuer: 'another' })),
  refuses('token that names no algorithm: refused', unsigned),
  refuses('token that never expires: refused', endless),
]

const passed = async ({ url }: Scene, path: string) => seen(await fetch(url + path, { headers: await bearer() }))
