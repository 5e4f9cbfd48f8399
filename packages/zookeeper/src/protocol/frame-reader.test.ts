import { describe, expect, it } from 'vitest'
import { FrameReader } from './frame-reader.js'
import { MalformedReply } from './malformed-reply.js'

const framed = (text: string) => {
  const bytes = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

const read = (pieces: readonly Buffer[], most = 100) => {
  const frames = new FrameReader(most)
  return pieces.flatMap((piece) => [...frames.frames(piece)].map(String))
}

const texts = ['first', '', 'the second one', 'x']
const bytes = Buffer.concat(texts.map(framed))

describe('frames', () => {
  it('are the same wherever what comes is cut in two', () => {
    for (let at = 0; at <= bytes.length; at += 1)
      expect(read([bytes.subarray(0, at), bytes.subarray(at)]), `cut at ${at}`).toEqual(texts)
  })

  it.each([1, 2, 3, 5, 7])('are the same in pieces of %i', (size) => {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    )
    expect(read(pieces)).toEqual(texts)
  })

  it('that are large are put together from many pieces', () => {
    const large = 'y'.repeat(4_000_000)
    const whole = framed(large)
    const pieces = Array.from({ length: 62 }, (_, at) => whole.subarray(at * 65_536, (at + 1) * 65_536))
    expect(read(pieces, 4_000_000)[0] === large).toBe(true)
  })

  it('may have as many bytes as are allowed, and no more', () => {
    expect(read([framed('x'.repeat(100))])).toHaveLength(1)
    expect(() => read([framed('x'.repeat(101)).subarray(0, 4)])).toThrow(MalformedReply)
  })

  it('of a negative length are refused before anything else of them is read', () => {
    expect(() => read([Buffer.from([0xff, 0xff, 0xff, 0xff])])).toThrow(MalformedReply)
    expect(() => read([Buffer.from('HTTP/1.1 400 Bad Request')])).toThrow('1213486160 bytes')
  })
})
