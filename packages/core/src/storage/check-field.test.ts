import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkField, checkGuid, checkText, checkTextList } from './check-field.js'
import type { Field } from './field.js'

const emoji = '\u{1F600}'
const cyclic: Record<string, unknown> = {}
cyclic.self = cyclic

describe('A value is stored as', () => {
  it.each<[Field, unknown, unknown]>([
    [{ type: 'text', max: 3 }, emoji.repeat(3), emoji.repeat(3)],
    [{ type: 'text' }, '', ''],
    [{ type: 'text' }, undefined, null],
    [{ type: 'text', initial: [] }, null, null],
    [{ type: 'text-list', initial: [] }, undefined, []],
    [{ type: 'name' }, 'e\u0301', 'e\u0301'],
    [{ type: 'guid' }, '4C4C4544-004B-4210-8033-B6C04F504633', '4c4c4544-004b-4210-8033-b6c04f504633'],
    [{ type: 'integer' }, '-007', -7],
    [{ type: 'integer' }, 2 ** 31 - 1, 2 ** 31 - 1],
    [{ type: 'boolean' }, 'false', false],
    [{ type: 'boolean' }, true, true],
    [{ type: 'instant' }, '2026-07-01T12:00:00+02:00', new Date('2026-07-01T10:00:00Z')],
    [{ type: 'instant' }, '2026-07-01', new Date('2026-07-01T00:00:00Z')],
    [{ type: 'instant' }, new Date(5), new Date(5)],
    [{ type: 'json' }, { b: 1, a: [new Date(0), undefined] }, { b: 1, a: ['1970-01-01T00:00:00.000Z', null] }],
    [{ type: 'text-list' }, ['b', 'a', 'b', 5, true], ['b', 'a', 'b', '5', 'true']],
    [{ type: 'integer-list' }, [14, '16'], [14, 16]],
  ])('%j: %j becomes %j', (field, value, stored) => {
    expect(checkField('t.f', field, value)).toEqual(stored)
  })

  it('a JSON object of its own, in the order of its keys', () => {
    const given = { z: { y: 1 }, a: 1 }
    const stored = checkField('t.f', { type: 'json' }, given)
    expect(JSON.stringify(stored)).toBe('{"z":{"y":1},"a":1}')
    given.z.y = 2
    expect(stored).toEqual({ z: { y: 1 }, a: 1 })
  })
})

describe('A value is refused', () => {
  it.each<[string, Field, unknown, string]>([
    ['absent', { type: 'text', required: true }, undefined, 't.f is missing; give a value'],
    ['null', { type: 'text', required: true }, null, 't.f is missing; give a value'],
    ['too long', { type: 'text', max: 3 }, emoji.repeat(4), 't.f has 4 characters; give at most 3'],
    ['with NUL', { type: 'name' }, 'hunter2\0', 't.f holds the character NUL; remove it'],
    ['half a pair', { type: 'text' }, 'hunter2\ud83d', 't.f holds half of a surrogate pair; give well-formed Unicode'],
    ['a number as text', { type: 'text' }, 5, 't.f is a number; give a text'],
    [
      'no GUID',
      { type: 'guid' },
      'hunter2',
      't.f is a text of 7 characters; give a GUID of the form 00000000-0000-0000-0000-000000000000',
    ],
    ['too large', { type: 'integer' }, 2 ** 31, 't.f is a number; give an integer of 32 bits'],
    ['a fraction', { type: 'integer' }, 0.5, 't.f is a number; give an integer of 32 bits'],
    ['NaN', { type: 'integer' }, Number.NaN, 't.f is a number; give an integer of 32 bits'],
    ['digits with more', { type: 'integer' }, '1e3', 't.f is a text of 3 characters; give an integer of 32 bits'],
    ['an empty number', { type: 'integer' }, '', 't.f is a text of 0 characters; give an integer of 32 bits'],
    ['a bigint', { type: 'integer' }, 5n, 't.f is a bigint; give an integer of 32 bits'],
    ['yes', { type: 'boolean' }, 'yes', 't.f is a text of 3 characters; give true or false'],
    ['one', { type: 'boolean' }, 1, 't.f is a number; give true or false'],
    ['no date', { type: 'instant' }, '5', 't.f is a text of 1 characters; give a Date or an ISO 8601 text'],
    [
      'an impossible date',
      { type: 'instant' },
      '2026-13-01',
      't.f is a text of 10 characters; give a Date or an ISO 8601 text',
    ],
    ['an invalid Date', { type: 'instant' }, new Date(Number.NaN), 't.f is an object; give a Date or an ISO 8601 text'],
    ['milliseconds', { type: 'instant' }, 5, 't.f is a number; give a Date or an ISO 8601 text'],
    ['JSON text', { type: 'json' }, '{}', 't.f is a text of 2 characters; give a JSON object'],
    ['a list as JSON', { type: 'json' }, [1, 2], 't.f is a list of 2; give a JSON object'],
    ['a date as JSON', { type: 'json' }, new Date(0), 't.f is an object; give a JSON object'],
    ['a circle', { type: 'json' }, cyclic, 't.f cannot be written as JSON; remove circles and values such as bigint'],
    [
      'a bigint within',
      { type: 'json' },
      { a: 5n },
      't.f cannot be written as JSON; remove circles and values such as bigint',
    ],
    ['a text as list', { type: 'text-list' }, 'a', 't.f is a text of 1 characters; give a list of texts'],
    ['null in a list', { type: 'text-list' }, ['a', null], 't.f[1] is null; give a text'],
    ['NUL in a list', { type: 'text-list' }, ['\0'], 't.f[0] holds the character NUL; remove it'],
    [
      'text in integers',
      { type: 'integer-list' },
      [1, 'x'],
      't.f[1] is a text of 1 characters; give an integer of 32 bits',
    ],
    ['no list of integers', { type: 'integer-list' }, { 0: 1 }, 't.f is an object; give a list of integers'],
  ])('when it is %s', (_, field, value, message) => {
    expect(() => checkField('t.f', field, value)).toThrow(
      expect.objectContaining({ code: 'invalid-argument', message }),
    )
  })
})

describe('A text of any characters', () => {
  it('is measured in code points, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.nat(40), (text, max) => {
        const allowed = !text.includes('\0') && [...text].length <= max
        const accepted = attempt(() => checkText('t', text, max))
        return allowed ? accepted === text : accepted === undefined
      }),
    )
  })
})

describe('Arguments', () => {
  it('are checked alike', () => {
    expect(checkTextList('tags', [])).toEqual([])
    expect(() => checkGuid('guid', undefined)).toThrow('guid is a undefined')
  })
})

function attempt<T>(body: () => T): T | undefined {
  try {
    return body()
  } catch {
    return undefined
  }
}
