import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { openStore } from '../open-store.js'
import { tempDatabase } from '../temp-database.js'

/** A folder with the socket of a server, from which everything is carried to the server's port. */
async function socketFolder(url: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const folder = await tempFolder()
  const server = createServer((socket) => {
    const onward = connect(Number(port), hostname)
    socket.pipe(onward).pipe(socket)
    for (const end of [socket, onward]) end.on('error', () => end.destroy())
  }).listen(join(folder, '.s.PGSQL.5432'))
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return folder
}

await describeOn('postgres', 'a Unix socket', () => {
  it.each(['', '?sslmode=prefer', '?sslmode=disable'])(
    'is reached by its folder in the URL, with %j',
    async (search) => {
      const url = await tempDatabase()
      const host = encodeURIComponent(await socketFolder(url))
      const { username, password, pathname } = new URL(urlWith(url, {}))
      const store = openStore({ url: `postgres://${username}:${password}@${host}${pathname}${search}` })
      await store.ping()
      expect(await store.devices.count('')).toBe(0)
    },
  )
})
