import type { ParamType } from '@dmt-providers/sql'
import tedious from 'tedious'
import { describe, expect, it } from 'vitest'
import { addParameters } from './parameters.js'

/** What the server is told of parameters: the text by which it finds a plan again. */
function declared(types: readonly ParamType[], values: unknown[]): string {
  const request = new tedious.Request('', () => {})
  addParameters(tedious.TYPES, request, types, values)
  return request.makeParamsParameter(request.parameters)
}

describe('addParameters', () => {
  it.each<[ParamType, readonly unknown[], string]>([
    ['name', ['', 'a', '😀'.repeat(2_000), null], '@1 nvarchar(4000)'],
    ['text', ['x'.repeat(4_001)], '@1 nvarchar(max)'],
    ['json', ['{}', 'x'.repeat(9_000), null], '@1 nvarchar(max)'],
    ['text-list', ['[]', null], '@1 nvarchar(max)'],
    ['guid', ['5a6b7c8d-0000-4000-8000-00000000000a', null], '@1 varchar(36)'],
    ['integer', [0, -(2 ** 31), null], '@1 int'],
    ['count', [0, Number.MAX_SAFE_INTEGER], '@1 bigint'],
    ['boolean', [true, null], '@1 bit'],
    ['instant', [new Date(), null], '@1 datetime2(3)'],
    ['version', [Buffer.alloc(8), null], '@1 varbinary(8)'],
  ])('declares %s alike, whatever the value is', (type, values, expected) => {
    for (const value of values) expect(declared([type], [value])).toBe(expected)
  })

  it('names them as the statements do', () => {
    expect(declared(['text', 'integer'], ['a', 1])).toBe('@1 nvarchar(4000), @2 int')
  })
})
