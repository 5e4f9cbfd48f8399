import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { expect } from 'vitest'
import { token } from '../planes/tokens.js'
import { connect, connected } from '../planes/websocket-client.js'
import type { Behaviour, Scene } from './behaviour.js'

const relay = ({ websocketUrl }: Scene) => `${websocketUrl}/mps/ws/relay/webrelay.ashx`
const device = { claims: { deviceId: '4c4c4544' } }

/** What comes until the other side ends, or until it is so many bytes. */
async function received(socket: Socket, bytes = Number.POSITIVE_INFINITY): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of socket) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= bytes) break
  }
  return Buffer.concat(chunks)
}

/** Websockets and the devices' own connections. */
export const streamBehaviours: Behaviour[] = [
  {
    name: 'relay: by a good token as subprotocol, which the answer repeats, in binary frames',
    see: async (scene) => {
      const good = await token(device)
      const { socket, path } = await connected(`${relay(scene)}?p=2&host=4c4c4544`, good)
      expect(path).toBe('/relay/webrelay.ashx?p=2&host=4c4c4544')
      expect(socket.protocol).toBe(good)
      const sent = randomBytes(300_000)
      socket.send(sent)
      const [data, isBinary] = await once(socket, 'message')
      expect(isBinary).toBe(true)
      expect(sent.equals(data)).toBe(true)
      socket.terminate()
    },
  },
  {
    name: 'relay: refused without a token, with an expired one and with one of another key',
    see: async (scene) => {
      const { noToken, badToken } = scene.answers
      expect(await connect(relay(scene))).toEqual({ status: noToken })
      for (const bad of [{ expiresIn: -3600 }, { key: 'another-key-of-these-tests-32-byte' }]) {
        const answer = await connect(relay(scene), await token(bad))
        expect('status' in answer ? answer.status : 'opened').toBeOneOf([...badToken])
      }
    },
  },
  {
    name: 'activation: a websocket without a token, text as text',
    see: async ({ websocketUrl }) => {
      const { socket, path } = await connected(`${websocketUrl}/activate`)
      expect(path).toBe('/')
      socket.send('x'.repeat(102_400))
      const [data, isBinary] = await once(socket, 'message')
      expect(isBinary).toBe(false)
      expect(String(data)).toHaveLength(102_400)
      socket.terminate()
    },
  },
  {
    name: 'CIRA: bytes untouched, whatever they are',
    see: async ({ ciraPort }) => {
      const socket = connectTcp({ port: ciraPort, host: '127.0.0.1' })
      const sent = randomBytes(500_000)
      socket.write(sent)
      expect((await received(socket, sent.length)).equals(sent)).toBe(true)
    },
  },
  {
    name: 'CIRA: the answer still comes after our side has ended',
    see: async ({ ciraPort }) => {
      const socket = connectTcp({ port: ciraPort, host: '127.0.0.1', allowHalfOpen: true })
      const sent = randomBytes(500_000)
      socket.end(sent)
      expect((await received(socket)).equals(sent)).toBe(true)
    },
  },
  {
    name: 'silence: a websocket is closed after its idle time',
    see: async ({ websocketUrl }) => {
      const { socket } = await connected(`${websocketUrl}/maintenance`)
      await once(socket, 'close')
    },
  },
]
