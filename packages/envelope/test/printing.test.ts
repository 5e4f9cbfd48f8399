import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { createEnvelope, generateKey } from '../src/index.js'

it('a store prints neither its key nor what was read from it', async () => {
  const key = generateKey()
  const store = createEnvelope({ folder: join(tmpdir(), randomUUID()), key })
  await store.put('devices/one', { AMT_PASSWORD: 'a-secret-of-the-fleet' })
  const secret = await store.get('devices/one')
  for (const text of [inspect([store, secret], { depth: 30, showHidden: false }), JSON.stringify([store, secret])]) {
    expect(text).not.toContain(key)
    expect(text).not.toContain('a-secret-of-the-fleet')
  }
})
