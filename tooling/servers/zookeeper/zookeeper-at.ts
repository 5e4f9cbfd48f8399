import { once } from 'node:events'
import { connect } from 'node:net'

/** Asks a server by one of its four-letter words: `srvr`, `ruok`. Rejects when it does not answer. */
export async function zookeeperAt(port: number, word: string, host = '127.0.0.1'): Promise<string> {
  const socket = connect(port, host)
  socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')))
  let answer = ''
  socket.on('data', (bytes) => (answer += bytes))
  socket.end(word)
  await once(socket, 'close')
  return answer
}

/** What a server is: `standalone`, `leader` or `follower`; `undefined` while it serves nobody. */
export async function zookeeperMode(port: number, host?: string): Promise<string | undefined> {
  return /^Mode: (\w+)/m.exec(await zookeeperAt(port, 'srvr', host))?.[1]
}
