import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { folderOfPath, pathOfFolder } from './folder-name.js'

const segment = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .filter((text) => !/[/\0]/.test(text) && text !== '.' && text !== '..' && text.isWellFormed())
const path = fc.array(segment, { minLength: 1, maxLength: 6 }).map((segments) => segments.join('/'))

describe('the folder of a path', () => {
  it('is readable for the paths that the services use', () => {
    expect(folderOfPath('devices/4c4c4544-0046-4e10-8052')).toBe('s.devices+4c4c4544-0046-4e10-8052')
    expect(folderOfPath('MPSCerts')).toBe('s.%4d.%50.%53.%43.erts')
  })

  it('leads back to the path, for any path', () => {
    fc.assert(fc.property(path, (one) => pathOfFolder(folderOfPath(one).split('/')) === one))
  })

  it('differs for different paths without regard to case or Unicode form', () => {
    const form = (one: string) => folderOfPath(one).normalize('NFC').toLowerCase()
    fc.assert(fc.property(path, path, (one, other) => one === other || form(one) !== form(other)))
    for (const [one, other] of [
      ['a', 'A'],
      ['caf\u00e9', 'cafe\u0301'],
      ['ß', 'ss'],
      ['a/b', 'a+b'],
      ['a/b', 'a%2fb'],
      ['a%2f.b', 'a/b'],
      ['İ', 'i'],
    ] as const) {
      expect(form(one)).not.toBe(form(other))
    }
  })

  it('is made of names that every file system takes', () => {
    fc.assert(
      fc.property(path, (one) =>
        folderOfPath(one)
          .split('/')
          .every((name) => /^[cs]\.[a-z0-9_+%.-]{1,200}$/.test(name)),
      ),
    )
  })

  it('stays within the length of a file path for the longest and widest path', () => {
    expect(folderOfPath('\u{10ffff}'.repeat(400)).length).toBeLessThan(3_300)
  })

  it.each(['s.A', 's.a b', 's.%41', 's.%041.', 's.%61.', 's.', 'x.a', 's.%ffffff.', 'notes'])(
    'is never %s, so that this is a foreign folder',
    (name) => {
      expect(pathOfFolder([name])).toBeUndefined()
    },
  )
})
