import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FaultProxy } from './fault-proxy.js'

/** Answers with the same text in upper case, and with a full stop once the client has ended. */
let server: Server
let proxy: FaultProxy
const clients: Socket[] = []
const served: Socket[] = []

beforeEach(async () => {
  server = createServer({ allowHalfOpen: true }, (socket) => {
    served.push(socket)
    socket.on('error', () => socket.destroy())
    socket.on('data', (bytes) => socket.write(bytes.toString().toUpperCase()))
    socket.on('end', () => socket.end('.'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy = await FaultProxy.start({ host: '127.0.0.1', port: (server.address() as AddressInfo).port })
})

afterEach(async () => {
  for (const socket of [...clients.splice(0), ...served.splice(0)]) socket.destroy()
  await proxy.close()
  server.close()
  await once(server, 'close')
})

async function connected(port = proxy.port): Promise<Socket> {
  const client = connect({ host: proxy.host, port })
  client.on('error', () => client.destroy())
  clients.push(client)
  await once(client, 'connect')
  return client
}

async function echoed(client: Socket, line: string): Promise<string> {
  client.write(line)
  const [bytes] = await once(client, 'data')
  return String(bytes)
}

describe('FaultProxy', () => {
  it('forwards both ways and counts', async () => {
    const client = await connected()
    expect(await echoed(client, 'hello')).toBe('HELLO')
    expect(await echoed(client, 'again')).toBe('AGAIN')
    expect([proxy.connections, proxy.open]).toEqual([1, 1])
    expect([proxy.bytesToServer, proxy.bytesFromServer]).toEqual([10, 10])
  })

  it('passes on the end of one direction and still delivers the other', async () => {
    const client = connect({ host: proxy.host, port: proxy.port, allowHalfOpen: true })
    clients.push(client)
    const sent = 'last words '.repeat(500_000)
    client.end(sent)
    expect((await text(client)) === `${sent.toUpperCase()}.`).toBe(true)
  })

  it('carries more than fits into any buffer', async () => {
    const client = await connected()
    const sent = 'x'.repeat(8_000_000)
    let received = 0
    const all = new Promise<void>((resolve) => {
      client.on('data', (bytes) => {
        received += bytes.length
        if (received === sent.length) resolve()
      })
    })
    client.write(sent)
    await all
    expect(proxy.bytesFromServer).toBe(sent.length)
  })

  it('refuses: open connections break and new ones find nobody', async () => {
    const client = await connected()
    const broken = once(client, 'error')
    await proxy.refuse()
    expect((await broken)[0]).toMatchObject({ code: 'ECONNRESET' })
    const late = connect({ host: proxy.host, port: proxy.port })
    const [error] = await once(late, 'error')
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('recovers from refusing on the same port', async () => {
    const { port } = proxy
    await proxy.refuse()
    await proxy.recover()
    expect(proxy.port).toBe(port)
    expect(await echoed(await connected(), 'back')).toBe('BACK')
  })

  it('hangs: accepts and answers nothing, and delivers what was sent once it recovers', async () => {
    const old = await connected()
    expect(await echoed(old, 'one')).toBe('ONE')
    proxy.hang()
    const late = await connected()
    old.write('two')
    late.write('three')
    const replies = Promise.all([once(old, 'data'), once(late, 'data')])
    // A round trip past the proxy gives the hung bytes every chance to arrive.
    expect(await echoed(await connected((server.address() as AddressInfo).port), 'direct')).toBe('DIRECT')
    expect(proxy.bytesFromServer).toBe(3)
    await proxy.recover()
    expect((await replies).map(String)).toEqual(['TWO', 'THREE'])
  })

  it('cuts a reply after the number of bytes', async () => {
    const client = await connected()
    expect(await echoed(client, 'before')).toBe('BEFORE')
    proxy.cutMidReply(4)
    client.write('something')
    expect(await text(client)).toBe('SOME')
  })

  it('cuts before the first byte of a reply, on new connections too', async () => {
    proxy.cutMidReply(0)
    const client = await connected()
    client.write('something')
    expect(await text(client)).toBe('')
    await proxy.recover()
    expect(await echoed(await connected(), 'back')).toBe('BACK')
  })

  it('cuts as often as it is told', async () => {
    proxy.cutMidReply(1, 1)
    const [first, second] = [await connected(), await connected()]
    first.write('one')
    expect(await text(first)).toBe('O')
    expect(await echoed(second, 'two')).toBe('TWO')
  })

  it('drops the connections that are open and accepts new ones', async () => {
    const client = await connected()
    const broken = once(client, 'error')
    proxy.dropConnections()
    expect((await broken)[0]).toMatchObject({ code: 'ECONNRESET' })
    expect(await echoed(await connected(), 'new')).toBe('NEW')
    expect(proxy.connections).toBe(2)
  })

  it('breaks the client when the server breaks', async () => {
    const client = await connected()
    await echoed(client, 'x')
    const closed = once(client, 'close')
    for (const socket of served.splice(0)) socket.destroy()
    await closed
    await expect.poll(() => proxy.open).toBe(0)
  })

  it('breaks the client when nobody listens behind it', async () => {
    const orphan = await FaultProxy.start({ host: '127.0.0.1', port: 1 })
    const client = connect({ host: orphan.host, port: orphan.port })
    client.on('error', () => client.destroy())
    await once(client, 'close')
    await orphan.close()
    expect(orphan.connections).toBe(1)
  })
})
