import type { KeyWrapper } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { KeyRing } from './key-ring.js'
import { Sealer } from './sealer.js'

/** A key service that knows no encryption context. */
const careless: KeyWrapper = {
  keyId: 'careless',
  wrap: async (dataKey) => Buffer.from(dataKey).toString('hex'),
  unwrap: async (wrapped) => Buffer.from(wrapped, 'hex'),
}

describe('a sealed secret', () => {
  const { signal } = new AbortController()
  const sealer = new Sealer(new KeyRing(careless, []))
  const sealed = async () => sealer.seal(await sealer.newDataKey('a', signal), 2, { n: 1 })

  it('is bound to its path and version by itself, whatever the key service does', async () => {
    const record = await sealed()
    expect(await sealer.open(record, signal)).toEqual({ n: 1 })
    for (const change of [{ path: 'b' }, { version: 1 }, { version: 3 }]) {
      await expect(sealer.open({ ...record, ...change }, signal)).rejects.toMatchObject({ code: 'internal' })
    }
  })

  it('has a data key of its own each time', async () => {
    const wrapped = (body: string) => body.split('.')[2]
    expect(wrapped((await sealed()).body)).not.toBe(wrapped((await sealed()).body))
  })
})
