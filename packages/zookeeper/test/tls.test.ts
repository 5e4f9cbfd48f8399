import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { certificateOptionCases } from '../../../tooling/fixtures/certificate-option-cases.js'
import { authority } from '../../../tooling/fixtures/certificates.js'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { freePort } from '../../../tooling/servers/free-port.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { serverFolder } from '../../../tooling/servers/server-folder.js'
import { ServerNodes } from '../../../tooling/servers/server-nodes.js'
import { until } from '../../../tooling/servers/until.js'
import { zookeeperMode } from '../../../tooling/servers/zookeeper/zookeeper-at.js'
import { zookeeperNode } from '../../../tooling/servers/zookeeper/zookeeper-node.js'
import { findZookeeper } from '../../../tooling/servers/zookeeper/zookeeper-program.js'
import { createZookeeper, type ZookeeperOptions } from '../src/index.js'

/** Serves ZooKeeper by TLS to clients with a certificate alone, beside the plain port by which it is waited for. */
async function serve() {
  const found = await findZookeeper()
  if (isMissing(found)) throw new Error(found.missing)
  const folder = await serverFolder('zookeeper', 'zookeeper')
  const [trusted, stranger] = await Promise.all([authority('Trusted'), authority('Stranger')])
  const [server, client, unknown] = await Promise.all([
    trusted.issue({ name: 'server', hosts: [{ type: 'dns', value: 'localhost' }] }),
    trusted.issue({ name: 'client', hosts: [] }),
    stranger.issue({ name: 'client', hosts: [] }),
  ])
  const file = async (name: string, text: string) => await folder.write(name, text)
  const files = {
    ca: await file('ca.pem', trusted.certificate),
    cert: await file('client.pem', client.certificate),
    key: await file('client.key', client.key),
  }
  const strange = {
    ca: await file('strange-ca.pem', stranger.certificate),
    cert: await file('strange.pem', unknown.certificate),
    key: await file('strange.key', unknown.key),
  }
  const [plain, port] = [await freePort(), await freePort()]
  const node = await zookeeperNode(folder, found, { id: 1, port: plain, peerPort: 0, electionPort: 0 }, [], {
    secureClientPort: port,
    secureClientPortAddress: '127.0.0.1',
    serverCnxnFactory: 'org.apache.zookeeper.server.NettyServerCnxnFactory',
    'ssl.keyStore.location': await file('server.pem', `${server.key}\n${server.certificate}`),
    'ssl.trustStore.location': files.ca,
  })
  const nodes = new ServerNodes(folder, [node])
  await nodes.start()
  await until('ZooKeeper', 60_000, () => zookeeperMode(plain)).catch((error: unknown) => {
    throw new Error(`ZooKeeper did not start: ${nodes.log}`, { cause: error })
  })
  return { port, plain, files, strange, stop: () => nodes.stop() }
}

await describeOwn('zookeeper-cluster', 'ZooKeeper by TLS', () => {
  let server: Awaited<ReturnType<typeof serve>>

  beforeAll(async () => {
    server = await serve()
    return () => server.stop()
  }, 90_000)

  const open = (options: Partial<ZookeeperOptions>) => {
    const store = createZookeeper({ endpoints: `localhost:${server.port}`, tls: true, retries: 0, ...options })
    onTestFinished(() => store.close())
    return store
  }

  it('works with the authority and a client certificate, and so does a watch', async () => {
    const store = open(server.files)
    await store.put('a', '1')
    const watch = store.watch('a')
    await watch.next()
    await store.put('a', '2')
    expect(await watch.next()).toMatchObject({ value: [{ value: '2' }] })
    await watch.return()
  })

  it('keeps a value as large as ZooKeeper takes', async () => {
    const store = open(server.files)
    const value = 'x'.repeat(1_040_000)
    await store.put('large', value)
    expect((await store.get('large'))?.value === value).toBe(true)
  })

  it.each<[string, string, () => Partial<ZookeeperOptions>]>([
    ['unauthenticated', 'without a client certificate', () => ({ ca: server.files.ca })],
    ['unauthenticated', 'with a client certificate of a stranger', () => ({ ...server.strange, ca: server.files.ca })],
    [
      'unavailable',
      'with an authority that did not sign the server',
      () => ({ ...server.files, ca: server.strange.ca }),
    ],
    ['unavailable', 'with the authorities of Node', () => ({ cert: server.files.cert, key: server.files.key })],
    ['unavailable', 'for another name', () => ({ ...server.files, endpoints: `127.0.0.1:${server.port}` })],
    ['unavailable', 'without TLS', () => ({ tls: false })],
    ['unavailable', 'at the plain port', () => ({ ...server.files, endpoints: `localhost:${server.plain}` })],
  ])('is %s %s', async (code, _, options) => {
    await expect(open(options()).probe({ timeoutMs: 10_000 })).rejects.toMatchObject({ code })
  })

  it('uses the server that can be trusted when another one cannot', async () => {
    const endpoints = `127.0.0.1:${server.port},localhost:${server.port}`
    for (let round = 0; round < 4; round += 1) await open({ ...server.files, endpoints }).probe({ timeoutMs: 10_000 })
  })

  certificateOptionCases({
    open,
    files: () => server.files,
    byAddress: () => ({ endpoints: `127.0.0.1:${server.port}`, serverName: 'localhost' }),
  })
})
