import { describe, expect, it } from 'vitest'
import { JuteReader } from './jute-reader.js'
import { JuteWriter } from './jute-writer.js'
import { MalformedReply } from './malformed-reply.js'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

describe('jute', () => {
  it('writes each kind as ZooKeeper reads it', () => {
    const frame = new JuteWriter()
      .int(-2)
      .long(258n)
      .flag(true)
      .flag(false)
      .text('/é')
      .bytes(Buffer.from([7]))
      .bytes(Buffer.alloc(0))
      .bytes(undefined)
      .frame()
    const rest = '0000000000000102 01 00 00000003 2fc3a9 00000001 07 00000000 ffffffff'
    expect(frame).toEqual(hex(`00000022 fffffffe ${rest}`))
  })

  it('reads what it wrote, however large', () => {
    const text = '😀'.repeat(100_000)
    const frame = new JuteWriter().int(1).text(text).long(-5n).bytes(undefined).int(2).text('a').text('').frame()
    const from = new JuteReader(frame.subarray(4))
    expect([from.int(), from.text() === text, from.long(), from.bytes(), from.texts()]).toEqual([
      1,
      true,
      -5n,
      undefined,
      ['a', ''],
    ])
  })

  it.each([
    ['a number', '000000', (from: JuteReader) => from.int()],
    ['a long number', '00000000000000', (from: JuteReader) => from.long()],
    ['bytes', '00000002 00', (from: JuteReader) => from.bytes()],
    ['bytes of a negative length', 'fffffffe', (from: JuteReader) => from.bytes()],
    ['texts', '00000001 00000001', (from: JuteReader) => from.texts()],
    ['more texts than there can be', '7fffffff 00000000', (from: JuteReader) => from.texts()],
  ])('refuses %s that are cut short', (_, bytes, read) => {
    expect(() => read(new JuteReader(hex(bytes)))).toThrow(MalformedReply)
  })

  it('reads no texts where there are none at all', () => {
    expect(new JuteReader(hex('ffffffff')).texts()).toEqual([])
  })
})
