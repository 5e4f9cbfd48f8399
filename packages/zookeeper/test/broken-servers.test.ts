import type { Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { until } from '../../../tooling/servers/until.js'
import { createZookeeper, type ZookeeperOptions } from '../src/index.js'
import { JuteWriter } from '../src/protocol/jute-writer.js'
import { foundNode, reply, type Script, scriptedServer, welcome } from './scripted-server.js'

/** Milliseconds of a session: the shortest that may be asked for. */
const session = 1_000

/** Of one in which nothing is given up for its silence, and within which what is wrong must be seen long before. */
const [long, atOnce] = [60_000, 5_000]

const [getData, getChildren, sync, ping] = [4, 8, 9, 11]

const open = (endpoints: string, options: Partial<ZookeeperOptions> = {}) => {
  const store = createZookeeper({ endpoints, sessionTimeoutMs: session, retries: 0, ...options })
  onTestFinished(() => store.close())
  return store
}

/** Sends a text byte by byte. */
async function inPieces(socket: Socket, bytes: Buffer): Promise<void> {
  for (const byte of bytes) {
    socket.write(Buffer.from([byte]))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Answers every request as a server does that has one node with a text. */
const answering = (text: string): Script => ({
  greeted: (socket) => socket.write(welcome(session)),
  asked(socket, { number, opcode }) {
    if (opcode === getData) socket.write(foundNode(number, text).frame())
    else if (opcode === getChildren) socket.write(reply(number).int(0).frame())
    else if (opcode === sync) socket.write(reply(number).text('/').frame())
    else socket.write(reply(number).frame())
  },
})

/** What a call says of a server, and that it lets go of the connection. */
async function refuses(script: Script, withinMs: number, sessionTimeoutMs = session): Promise<void> {
  const server = await scriptedServer(script)
  const store = open(server.endpoint, { sessionTimeoutMs })
  const began = performance.now()
  await expect(store.get('a', { timeoutMs: 10_000 })).rejects.toMatchObject({ code: 'unavailable' })
  expect(performance.now() - began).toBeLessThan(withinMs)
  await until('an end of the connection', 1_000, async () => (server.open() === 0 ? true : undefined))
}

const garbage = Buffer.from(Array.from({ length: 4_096 }, (_, at) => 66 + ((at * 7_919) % 151)))

describe('a server that is none of ZooKeeper’s', () => {
  it.each<[string, Buffer]>([
    ['HTTP', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['a frame of two gigabytes', Buffer.from('7fffffff', 'hex')],
    ['a frame of a negative length', Buffer.from('80000000', 'hex')],
    ['an empty frame', Buffer.from('00000000', 'hex')],
    ['a greeting that is cut short', new JuteWriter().int(0).int(4_000).long(1n).frame()],
    ['garbage', garbage],
  ])('is given up at once when it answers %s', async (_, bytes) => {
    await refuses({ connected: (socket) => socket.write(bytes) }, atOnce, long)
  })

  it('is given up when it accepts and says nothing, after a third of the time of a session', async () => {
    await refuses({}, 3_000)
  })

  it('is given up when it closes at once, and when it does so in the midst of its greeting', async () => {
    for (let length = 0; length < welcome(session).length; length += 1)
      await refuses({ greeted: (socket) => socket.end(welcome(long).subarray(0, length)) }, atOnce, long)
  })

  it('is not asked again and again when it says of each session that it has expired', async () => {
    const server = await scriptedServer({ greeted: (socket) => socket.write(welcome(0)) })
    await expect(open(server.endpoint).get('a')).rejects.toMatchObject({ code: 'unavailable' })
    expect(server.connections).toBe(1)
  })
})

describe('a server that breaks after its greeting', () => {
  it.each<[string, Script['asked']]>([
    ['never answers', undefined],
    [
      'answers signs of life alone',
      (socket, { number, opcode }) => void (opcode === ping && socket.write(reply(number).frame())),
    ],
  ])('is given up in the time of a session when it %s', async (_, asked) => {
    await refuses({ greeted: (socket) => socket.write(welcome(session)), ...(asked && { asked }) }, 4_000)
  })

  it.each<[string, NonNullable<Script['asked']>]>([
    ['answers what nobody asked', (socket) => socket.write(reply(12_345).frame())],
    ['answers without a header', (socket) => socket.write(new JuteWriter().int(1).frame())],
    ['tells of a change that cannot be read', (socket) => socket.write(reply(-1).int(3).frame())],
    [
      'ends in the midst of a frame',
      (socket, { number }) => socket.end(foundNode(number, 'a').frame().subarray(0, 30)),
    ],
    ['cuts a node short', (socket, { number }) => socket.write(reply(number).int(100).frame())],
    ['moves the session', (socket, { number }) => socket.write(reply(number, -118).frame())],
  ])('is given up at once when it %s', async (_, asked) => {
    await refuses({ greeted: (socket) => socket.write(welcome(long)), asked }, atOnce, long)
  })

  it('is given up when it names more nodes than there are bytes', async () => {
    const script = answering('a')
    const server = await scriptedServer({
      ...script,
      asked(socket, asked) {
        if (asked.opcode === getChildren)
          socket.write(
            reply(asked.number)
              .int(2 ** 31 - 1)
              .frame(),
          )
        else script.asked?.(socket, asked)
      },
    })
    const watch = open(server.endpoint).watch('a/')
    await expect(watch.next()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('a list of 2147483647 texts'),
    })
    await until('an end of the connection', 1_000, async () => (server.open() === 0 ? true : undefined))
  })
})

describe('a server that works', () => {
  it('is understood when every byte comes alone', async () => {
    const script = answering('the value')
    let sent = Promise.resolve()
    const slowly = (socket: Socket): Socket => {
      const write = (bytes: Buffer) => {
        sent = sent.then(() => inPieces(socket, bytes))
      }
      return new Proxy(socket, { get: (target, name) => (name === 'write' ? write : Reflect.get(target, name)) })
    }
    const server = await scriptedServer({
      greeted: (socket) => script.greeted?.(slowly(socket)),
      asked: (socket, asked) => script.asked?.(slowly(socket), asked),
    })
    expect(await open(server.endpoint).get('a')).toMatchObject({ value: 'the value' })
  })

  it('is found behind those that are broken, whichever comes first', async () => {
    const [good, silent, closing] = [
      await scriptedServer(answering('good')),
      await scriptedServer({}),
      await scriptedServer({ connected: (socket) => socket.destroy() }),
    ]
    const endpoints = [silent, closing, good].map(({ endpoint }) => endpoint).join(',')
    for (let round = 0; round < 6; round += 1) expect(await open(endpoints).get('a')).toMatchObject({ value: 'good' })
  })

  it('gets a sign of life now and then, and nothing else while there is nothing to do', async () => {
    const script = answering('a')
    const asked: number[] = []
    const server = await scriptedServer({
      ...script,
      asked(socket, one) {
        asked.push(one.opcode)
        script.asked?.(socket, one)
      },
    })
    const store = open(server.endpoint)
    await store.get('a')
    asked.length = 0
    await until('three signs of life', 3_000, async () => (asked.length >= 3 ? true : undefined))
    expect(new Set(asked)).toEqual(new Set([ping]))
    expect(server.connections).toBe(1)
  })

  it('is told who the client is before anything is asked, and refuses it', async () => {
    const opcodes: number[] = []
    const server = await scriptedServer({
      greeted: (socket) => socket.write(welcome(session)),
      asked(socket, { number, opcode }) {
        opcodes.push(opcode)
        socket.write(reply(number, -115).frame())
      },
    })
    const store = open(server.endpoint, { user: 'somebody', password: 'Canary-Password-1' })
    await expect(store.get('a')).rejects.toMatchObject({ code: 'unauthenticated', nativeCode: 'AUTH_FAILED' })
    expect(opcodes).toEqual([100])
  })
})
