import { expect } from 'vitest'
import type { ConfigPlace } from './config-place.js'

/** What the tests seed. */
export const shared = {
  common_name: 'mps.example.com',
  jwt_expiration: '1440',
  mps_tls_config: { minVersion: 'TLSv1.2', ciphers: null },
}

/** The place with {@link shared} in it. */
export async function seeded(place: ConfigPlace): Promise<ConfigPlace> {
  const seed = await place.mps(['seed', '--file', '-'], { input: JSON.stringify(shared) })
  expect(seed.code).toBe(0)
  return place
}

/** The document of now, as `config get` prints it. */
export async function documentOf({ mps }: ConfigPlace): Promise<unknown> {
  return JSON.parse((await mps(['get'])).out)
}
