import { describe, expect, it } from 'vitest'
import { type SslSettings, sslMode } from './ssl-mode.js'
import { isEncrypted } from './tls-mode.js'
import { sslWords } from './tls-words.js'

const words = sslWords('example', 'Example')

describe('sslMode', () => {
  it.each<[SslSettings, string, string]>([
    [{}, 'db.example', 'full'],
    [{}, 'localhost', 'none'],
    [{ sslrootcert: 'azure' }, 'localhost', 'full'],
    [{ sslmode: 'require' }, 'db.example', 'unverified'],
    [{ sslmode: 'require', sslrootcert: 'amazon-rds' }, 'db.example', 'authority'],
    [{ sslmode: 'prefer' }, 'db.example', 'offered'],
    [{ ssl: 'false' }, 'db.example', 'none'],
  ])('of %j to %s is %s', (settings, host, mode) => {
    expect(sslMode(settings, host, words)).toBe(mode)
  })

  it.each<[SslSettings, string]>([
    [{ sslmode: 'verify-ca' }, 'example: sslrootcert: verify-ca needs it'],
    [{ sslmode: 'verify-full', ssl: 'false' }, 'example: ssl and sslmode'],
    [{ sslkey: '/client.key' }, 'example: sslcert: a client certificate needs both'],
  ])('refuses %j in the name of the provider', (settings, message) => {
    expect(() => sslMode(settings, 'db.example', words)).toThrow(
      expect.objectContaining({
        code: 'invalid-options',
        provider: 'example',
        message: expect.stringContaining(message),
      }),
    )
  })
})

it('what is only offered may be read', () => {
  expect((['none', 'offered', 'unverified', 'authority', 'full'] as const).filter(isEncrypted)).toEqual([
    'unverified',
    'authority',
    'full',
  ])
})
