import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { authority } from '../../../../tooling/fixtures/certificates.js'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { urlWith } from '../../../../tooling/fixtures/url-with.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { holder } from '../holder.js'
import { startTlsServer, type TlsServer } from '../managed/tls-server.js'
import { openStore } from '../open-store.js'
import { sqlAt } from '../sql-at.js'

/** What a connection begins with that asks for TLS. Source: PostgreSQL manual, "SSLRequest". */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

/** Forwards to a port, and keeps what each connection began with. */
async function forwarder(port: number) {
  const beginnings: Buffer[] = []
  const server = createServer((socket) => {
    const target = connect(port, '127.0.0.1')
    socket.once('data', (bytes) => beginnings.push(bytes))
    socket.pipe(target).pipe(socket)
    for (const one of [socket, target]) one.on('error', () => one.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { beginnings, port: (server.address() as AddressInfo).port }
}

await describeOn('postgres', 'a statement that is given up over TLS', () => {
  let server: TlsServer
  let root = ''
  beforeAll(async () => {
    server = await startTlsServer()
    const issuer = await authority('Trusted')
    root = issuer.certificate
    await server.protect({
      identity: await issuer.issue({ name: 'server', hosts: [{ type: 'ip', value: '127.0.0.1' }] }),
    })
  })
  afterAll(() => server.stop())

  it('is cancelled over TLS', async () => {
    const file = join(await tempFolder(), 'root.pem')
    await writeFile(file, root)
    const { beginnings, port } = await forwarder(Number(new URL(server.clientUrl).port))
    const url = urlWith(server.clientUrl, { port: String(port) })
    const store = openStore({ url, sslmode: 'verify-full', sslrootcert: file, tables: ['devices'] })
    const device = { guid: '5a6b7c8d-0000-4000-8000-00000000000a', tenantId: '' }
    await store.devices.insert(device)
    // The update goes over the connection that is there; what begins from now on is to cancel it.
    const before = beginnings.length
    const admin = urlWith(server.url, { pathname: '/client' })
    const other = await holder(admin, `update devices set hostname = 'held'`)
    const told = expect(store.devices.update(device, { timeoutMs: 500 })).rejects.toMatchObject({ code: 'timeout' })
    await other.reached()
    await told
    while ((await sqlAt(admin, `select from pg_stat_activity where wait_event_type = 'Lock'`)).length > 0);
    expect(beginnings.length).toBe(before + 1)
    expect(beginnings).toEqual(beginnings.map(() => sslRequest))
    await other.letGo()
  })
})
