import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { envelopeParts } from './envelope-parts.js'
import { FileRecords } from './file-records/file-records.js'
import { generateKey, parseKey } from './key-text.js'
import { LocalKeyWrapper } from './local-key-wrapper.js'
import type { EnvelopeOptions } from './options.js'

const environment = new Environment({})
const key = generateKey()
const idOf = (text: string) => new LocalKeyWrapper(parseKey(text, 'key')).keyId

/** The id of the key that options lead to. */
const currentKey = (options: EnvelopeOptions) =>
  envelopeParts({ folder: 'f', environment, ...options }).sealer.keys.current.keyId

function problemOf(options: object): Error & { code?: unknown } {
  try {
    envelopeParts({ environment, ...options })
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('nothing was thrown')
}

describe('options', () => {
  it('need a folder or records, and a key', () => {
    const { records, keepVersions, create } = envelopeParts({ folder: 'f', key, environment })
    expect(records.provider).toBe('file')
    expect({ keepVersions, create }).toEqual({ keepVersions: 10, create: true })
    const own = new FileRecords('f')
    expect(envelopeParts({ records: own, key, environment }).records).toBe(own)
    for (const options of [{ key }, { key, folder: 'f', records: own }]) {
      expect(problemOf(options)).toMatchObject({ code: 'invalid-options' })
      expect(problemOf(options).message).toContain('either folder or records')
    }
  })

  it('without a key say how to make one', () => {
    const problem = problemOf({ folder: 'f' })
    expect(problem).toMatchObject({ code: 'invalid-options' })
    expect(problem.message).toMatch(/key \(DMT_ENVELOPE_KEY\): is missing; .*file:<path>.*env:<NAME>/)
    expect(problem.message).toContain(`node -p "crypto.randomBytes(32).toString('base64')" > envelope.key`)
  })

  it('take the key from code, from the environment, or from the file that it names', async () => {
    const file = join(await tempFolder(), 'key')
    await writeFile(file, key, { mode: 0o600 })
    const wrapper = new LocalKeyWrapper(parseKey(key, 'key'))
    const id = idOf(key)
    expect(currentKey({ key })).toBe(id)
    expect(currentKey({ key: wrapper })).toBe(id)
    expect(currentKey({ key: `file:${file}` })).toBe(id)
    expect(currentKey({ key: 'env:K', environment: new Environment({ K: key }) })).toBe(id)
    expect(currentKey({ environment: new Environment({ dmt_envelope_key: key }) })).toBe(id)
    expect(currentKey({ environment: new Environment({ DMT_ENVELOPE_KEY: `file:${file}` }) })).toBe(id)
    expect(currentKey({ environment: new Environment({ DMT_ENVELOPE_KEY_FILE: file }) })).toBe(id)
    expect(currentKey({ key, environment: new Environment({ DMT_ENVELOPE_KEY: generateKey() }) })).toBe(id)
  })

  it('take previous keys as a list, or as text from the environment', () => {
    const others = [generateKey(), generateKey()]
    const held = (options: EnvelopeOptions) => {
      const { keys } = envelopeParts({ folder: 'f', key, environment, ...options }).sealer
      return others.map((other) => keys.of({ path: 'a', version: 1, keyId: idOf(other), body: '' }).keyId)
    }
    expect(held({ previousKeys: others })).toEqual(others.map(idOf))
    for (const separator of [',', ', ', '\n']) {
      const variables = { DMT_ENVELOPE_PREVIOUS_KEYS: others.join(separator) }
      expect(held({ environment: new Environment(variables) })).toEqual(others.map(idOf))
    }
  })

  it('that cannot work are all reported at once, without values', () => {
    const problem = problemOf({ folder: '', key: 7, keepVersion: 3, keepVersions: 0, create: 'perhaps', environment })
    expect(problem).toMatchObject({ code: 'invalid-options' })
    for (const part of [
      'folder: is empty',
      'key (DMT_ENVELOPE_KEY): is a number',
      'keepVersion: unknown option, did you mean keepVersions?',
      'keepVersions: give a number from 1 to 1000',
      'create: give true or false',
    ]) {
      expect(problem.message).toContain(part)
    }
  })

  it('name the key that is malformed', () => {
    expect(problemOf({ folder: 'f', key: 'secret-pass' }).message).toMatch(/^key: holds a text of 11 characters/)
    const problem = problemOf({ folder: 'f', key, previousKeys: [key, 'secret-pass'] })
    expect(problem.message).toMatch(/^previousKeys\[1\]: holds a text of 11 characters/)
    expect(problem.message).not.toContain('secret-pass')
  })
})
