import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactText } from './redact.js'

describe('Masking', () => {
  it.each([
    ['a URL', 'connect postgres://u:hunter2@db:5432/x failed', 'connect postgres://u:[redacted]@db:5432/x failed'],
    ['a URL without user', 'redis://:hunter2@db', 'redis://:[redacted]@db'],
    ['a user with an at sign', 'postgres://u@tenant:hunter2@db/x', 'postgres://u@tenant:[redacted]@db/x'],
    ['unencoded marks', 'postgres://u:hun/ter:2@!@db/x', 'postgres://u:[redacted]@db/x'],
    ['a scheme with a plus', 'envelope+postgres://u:hunter2@db/x', 'envelope+postgres://u:[redacted]@db/x'],
    ['a query', 'vault+https://v/?token=hunter2&x=1', 'vault+https://v/?token=[redacted]&x=1'],
    ['ADO', 'Server=db;Password=hunter2;Database=x', 'Server=db;Password=[redacted];Database=x'],
    ['ADO at the end', 'Server=db;Pwd=hunter 2 & more', 'Server=db;Pwd=[redacted]'],
    ['ADO at the start', 'Password=hunter 2, more;Server=db', 'Password=[redacted];Server=db'],
    ['ADO with quotes', 'Server=db;Password="hun""ter;2";Database=x', 'Server=db;Password=[redacted];Database=x'],
    ['ADO with braces', 'Server=db;PWD={hun}}ter;2};Database=x', 'Server=db;PWD=[redacted];Database=x'],
    ['ADO in a sentence', "bad string 'Password=hunter 2;Server=db'", "bad string 'Password=[redacted];Server=db'"],
    ['an Azure key', 'AccountName=a;AccountKey=aHVudGVyMg==;X=1', 'AccountName=a;AccountKey=[redacted];X=1'],
    ['JSON', '{"user":"u","password":"hun\\"ter2","x":1}', '{"user":"u","password":"[redacted]","x":1}'],
    ['a longer name in JSON', '{"AMT_PASSWORD": "hunter2"}', '{"AMT_PASSWORD": "[redacted]"}'],
    ['a number in JSON', '{"password":12345,"x":1}', '{"password":"[redacted]","x":1}'],
    ['JSON in JSON', '{"body":"{\\"token\\":\\"hunter2\\"}"}', '{"body":"{\\"token\\":"[redacted]"}"}'],
    ['JSON with a line separator', '{\\"token\\":\\"hun\u2028ter2\\"}', '{\\"token\\":"[redacted]"}'],
    ['an inspected object', "{ pskPassphrase: 'hunter2' }", '{ pskPassphrase: "[redacted]" }'],
    ['a variable', 'AWS_SECRET_ACCESS_KEY=hunter2 node', 'AWS_SECRET_ACCESS_KEY=[redacted] node'],
    ['a header', 'authorization: Bearer abc.def-123', 'authorization: Bearer [redacted]'],
    ['a Vault header', 'X-Vault-Token: hunter2', 'X-Vault-Token: [redacted]'],
    ['a Vault token', 'denied hvs.CAESIJ1234567890abcdefg', 'denied [redacted]'],
  ])('hides the credential in %s', (_, text, masked) => {
    expect(redactText(text)).toBe(masked)
    expect(redactText(masked)).toBe(masked)
  })

  it.each([
    'relation "devices" does not exist',
    'getaddrinfo ENOTFOUND db.example:5432',
    'https://docs.example/path?page=2',
    'password authentication failed for user "u"',
    'Unexpected token } in JSON at position 5',
    '',
  ])('leaves %j as it is', (text) => {
    expect(redactText(text)).toBe(text)
  })

  /** Begins and ends in letters that no other text here has. */
  const password = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 30 }).map((text) => `zq${text}qz`)

  it.each<[string, (secret: string) => string]>([
    ['a URL', (secret) => `postgres://user:${encodeURIComponent(secret)}@host:5432/db`],
    ['a URL, not encoded', (secret) => `postgres://user:${secret.replace(/\s/g, '_')}@host:5432/db`],
    ['a URL query', (secret) => `vault+https://host/?token=${encodeURIComponent(secret)}&x=1`],
    ['an ADO string', (secret) => `Server=host;Password="${secret.replaceAll('"', '""')}";Database=db`],
    ['an ADO string without quotes', (secret) => `Server=host;Password=${secret.replace(/[;"'{]/g, '_')};Database=db`],
    ['JSON', (secret) => JSON.stringify({ user: 'u', password: secret, port: 1 })],
    ['JSON in JSON', (secret) => JSON.stringify({ body: JSON.stringify({ password: secret, port: 1 }) })],
  ])('lets no password through in %s, whatever stands around it', (_, place) => {
    fc.assert(
      fc.property(password, fc.lorem(), fc.lorem(), (secret, before, after) => {
        const masked = redactText(`${before} ${place(secret)} ${after}`)
        return !masked.includes('zq') && !masked.includes('qz')
      }),
      { numRuns: 500 },
    )
  })

  it('takes a time that grows with the text and not with its square', () => {
    const nasty = [
      'a.'.repeat(100_000),
      'password'.repeat(20_000),
      `"password":"${'\\'.repeat(100_000)}`,
      ';'.repeat(100_000),
    ]
    const started = performance.now()
    for (const text of nasty) redactText(text)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
