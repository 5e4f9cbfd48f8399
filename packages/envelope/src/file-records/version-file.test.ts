import { describe, expect, it } from 'vitest'
import { newVersionFile, parseVersionFile, printVersionFile, versionOf } from './version-file.js'

const older = [newVersionFile({ version: 2, keyId: 'k', body: 'b', older: [] }).name]
const file = newVersionFile({ version: 3, keyId: 'k', body: 'the body', older })
const text = printVersionFile(file)

describe('the file of a version', () => {
  it('reads back as it was written', () => {
    expect(parseVersionFile(file.name, text, '/f')).toEqual(file)
  })

  it('never has a name twice', () => {
    expect(newVersionFile(file).name).not.toBe(file.name)
    expect(versionOf(file.name)).toBe(3)
  })

  it.each(['head-3-00112233445566778899aabbccddeeff', '3', '3-x', '03-00112233445566778899aabbccddeeff', '.DS_Store'])(
    'is not %s',
    (name) => {
      expect(versionOf(name)).toBeUndefined()
    },
  )

  it('is refused wherever it is cut off or altered', () => {
    for (let at = 0; at < text.length; at++) {
      const damaged = [text.slice(0, at), `${text.slice(0, at)}~${text.slice(at + 1)}`]
      for (const one of damaged) {
        expect(() => parseVersionFile(file.name, one, '/f')).toThrow(
          expect.objectContaining({ code: 'internal', message: expect.stringContaining('/f is damaged') }),
        )
      }
    }
  })

  it('is refused under the name of another version', () => {
    const name = newVersionFile({ ...file, version: 4 }).name
    expect(() => parseVersionFile(name, text, '/f')).toThrow('holds no version 4')
  })
})
