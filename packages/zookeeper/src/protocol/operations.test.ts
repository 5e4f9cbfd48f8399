import { describe, expect, it } from 'vitest'
import { greeting, noSession, readWelcome } from './greeting.js'
import { JuteReader } from './jute-reader.js'
import { JuteWriter } from './jute-writer.js'
import { MalformedReply } from './malformed-reply.js'
import type { Operation } from './operation.js'
import { authenticate, create, exists, getChildren, getData, setData, sync } from './operations.js'
import { readWatchEvent } from './watch-event.js'

const hex = (text: string) => text.replaceAll(' ', '')

const written = <Answer>(operation: Operation<Answer>): [number, string] => {
  const to = new JuteWriter()
  operation.write(to)
  return [operation.opcode, to.frame().subarray(4).toString('hex')]
}

/** A `Stat` whose every field is another number. */
const stat = new JuteWriter().long(1n).long(2n).long(3n).long(4n).int(5).int(6).int(7).long(8n).int(9).int(10).long(11n)

const [node, data, none] = ['00000002 2f61', '00000001 78', 'ffffffff']

describe('an operation', () => {
  it.each<[string, [number, string], string, number]>([
    ['getData', written(getData('/a', true)), `${node} 01`, 4],
    ['getChildren', written(getChildren('/a', false)), `${node} 00`, 8],
    ['exists', written(exists('/a', true)), `${node} 01`, 3],
    ['sync', written(sync), '00000001 2f', 9],
    ['setData', written(setData('/a', Buffer.from('x'), -1)), `${node} ${data} ffffffff`, 5],
    [
      'create for everybody',
      written(create('/a', undefined, 'anyone')),
      `${node} ${none} 00000001 0000001f 00000005 776f726c64 00000006 616e796f6e65 00000000`,
      15,
    ],
    [
      'create for the user',
      written(create('/a', Buffer.from('x'), 'own')),
      `${node} ${data} 00000001 0000001f 00000004 61757468 00000000 00000000`,
      15,
    ],
    ['auth', written(authenticate('u:p')), '00000000 00000006 646967657374 00000003 753a70', 100],
  ])('%s is written as ZooKeeper reads it', (_, was, bytes, opcode) => {
    expect(was).toEqual([opcode, hex(bytes)])
  })

  it('reads of a node what makes its version', () => {
    const reply = Buffer.concat([
      new JuteWriter().bytes(Buffer.from('x')).frame().subarray(4),
      stat.frame().subarray(4),
    ])
    expect(getData('/a', false).read(new JuteReader(reply))).toEqual({
      data: Buffer.from('x'),
      stat: { czxid: 1n, version: 5, accessVersion: 7, children: 10 },
    })
    for (let length = 0; length < reply.length; length += 1)
      expect(() => getData('/a', false).read(new JuteReader(reply.subarray(0, length)))).toThrow(MalformedReply)
  })
})

describe('a greeting', () => {
  it('asks for a new session, or for the one that there was', () => {
    expect(greeting(noSession(4_000, 258n)).toString('hex')).toBe(
      hex(`0000002d 00000000 0000000000000102 00000fa0 0000000000000000 00000010 ${'00'.repeat(16)} 00`),
    )
    const before = { id: -2n, password: Buffer.alloc(16, 1), timeoutMs: 1, zxid: 0n }
    expect(greeting(before).subarray(20).toString('hex')).toBe(hex(`fffffffffffffffe 00000010 ${'01'.repeat(16)} 00`))
  })

  it('is answered with the session, or that it has expired', () => {
    const password = Buffer.alloc(16, 3)
    const welcome = new JuteWriter().int(0).int(4_000).long(7n).bytes(password).flag(false).frame().subarray(4)
    expect(readWelcome(welcome)).toEqual({ timeoutMs: 4_000, id: 7n, password })
    const expired = new JuteWriter().int(0).int(0).long(0n).bytes(Buffer.alloc(16)).flag(false).frame().subarray(4)
    expect(readWelcome(expired)).toBeUndefined()
  })
})

describe('a watch event', () => {
  it.each([
    ['created', 1, true, true],
    ['deleted', 2, true, true],
    ['data changed', 3, true, false],
    ['children changed', 4, false, true],
  ])('%s tells what is to be read again', (_, type, changed, children) => {
    const event = new JuteWriter().int(type).int(3).text('/a').frame().subarray(4)
    expect(readWatchEvent(new JuteReader(event))).toEqual({ node: '/a', data: changed, children })
  })
})
