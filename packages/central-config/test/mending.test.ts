import { describe, expect, it } from 'vitest'
import { CentralConfig, documentKey } from '../src/index.js'
import { testStore } from './stores.js'

/** A document that somebody wrote with another program. */
async function written(text: string) {
  const { store } = await testStore()
  await store.put(documentKey('mps'), text)
  return new CentralConfig(store, 'mps')
}

describe('a document that somebody else wrote', () => {
  it('is mended error by error, and refuses new ones meanwhile', async () => {
    const config = await written('{ "port": 4433, "log_level": 5, "common_name": "a" }')
    await expect(config.change((document) => ({ ...document, web_port: 3000 }))).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringMatching(/^mps\/config is refused: web_port: [^;]*; set it[^;]*$/),
    })
    await expect(config.change((document) => ({ ...document, port: 4434 }))).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringMatching(/^mps\/config is refused: port: [^;]*; set it[^;]*$/),
    })
    const half = await config.change(({ port: _, ...document }) => document)
    expect(half.written).toBe(true)
    expect(half.warnings.map(({ key, severity }) => [key, severity])).toEqual([['log_level', 'error']])
    const whole = await config.change((document) => ({ ...document, log_level: 'info' }))
    expect(whole).toMatchObject({ document: { log_level: 'info', common_name: 'a' }, warnings: [] })
  })

  it('is replaced even when it cannot be read, with a document that is right', async () => {
    const config = await written('{ "canary-1')
    await expect(config.change((document) => document)).rejects.toMatchObject({ code: 'invalid-argument' })
    await expect(config.replace({ port: 1 })).rejects.toMatchObject({ code: 'invalid-argument' })
    expect(await config.replace({})).toMatchObject({ written: true, document: {} })
    expect(await config.replace({ common_name: 'a' })).toMatchObject({ written: true })
    expect((await config.read())?.document).toEqual({ common_name: 'a' })
    expect(await config.replace({ common_name: 'a' })).toMatchObject({ written: false })
  })

  it('is not replaced where there is none', async () => {
    const { store } = await testStore()
    await expect(new CentralConfig(store, 'rps').replace({})).rejects.toMatchObject({ code: 'not-found' })
  })
})
