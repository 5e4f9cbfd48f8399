import { expect, it } from 'vitest'
import { versionId, versionNumber, versionPlace } from './version-id.js'

it('the id of a version has a length that AWS takes and leads back to its place', () => {
  for (const place of [
    { number: 1, since: 1 },
    { number: 999_999_999_999_999, since: 7 },
  ]) {
    expect(versionId(place)).toMatch(/^.{32,64}$/)
    expect(versionPlace(versionId(place))).toEqual(place)
  }
})

it.each(['', 'dmt-1', '1b2c3d4e-aaaa-bbbb-cccc-0123456789ab'])('%s is an id of another program', (id) => {
  expect(versionPlace(id)).toBeUndefined()
})

it.each(['', '0', '-1', '1.0', '1e0', ' 1', '9'.repeat(16)])('%j is no version', (text) => {
  expect(versionNumber(text)).toBeUndefined()
})
