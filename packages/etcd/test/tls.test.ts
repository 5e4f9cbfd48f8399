import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FaultProxy } from '@dmt-providers/conformance'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { certificateOptionCases } from '../../../tooling/fixtures/certificate-option-cases.js'
import { authority } from '../../../tooling/fixtures/certificates.js'
import { tempFile } from '../../../tooling/fixtures/temp-file.js'
import { freePort } from '../../../tooling/servers/free-port.js'
import { listens } from '../../../tooling/servers/listens.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { serverFolder } from '../../../tooling/servers/server-folder.js'
import { ServerProcess } from '../../../tooling/servers/server-process.js'
import { until } from '../../../tooling/servers/until.js'
import { createEtcd, type EtcdOptions } from '../src/index.js'
import { type FindEtcd, onEveryEtcd } from './every-etcd.js'

/** Serves etcd by TLS alone, to clients with a certificate alone. */
async function serve(find: FindEtcd) {
  const found = await find()
  if (isMissing(found)) throw new Error(found.missing)
  const folder = await serverFolder('etcd', 'etcd')
  const [trusted, stranger] = await Promise.all([authority('Trusted'), authority('Stranger')])
  const [server, client] = await Promise.all([
    trusted.issue({ name: 'server', hosts: [{ type: 'dns', value: 'localhost' }] }),
    trusted.issue({ name: 'client', hosts: [] }),
  ])
  const file = async (name: string, text: string) => await folder.write(name, text)
  const [port, peer] = [await freePort(), await freePort()]
  const files = {
    ca: await file('ca.pem', trusted.certificate),
    cert: await file('client.pem', client.certificate),
    key: await file('client.key', client.key),
  }
  const strange = await file('strange.pem', stranger.certificate)
  const unknown = await stranger.issue({ name: 'client', hosts: [] })
  const strangeClient = {
    cert: await file('strange-client.pem', unknown.certificate),
    key: await file('strange-client.key', unknown.key),
  }
  const args = Object.entries({
    'data-dir': join(folder.path, 'data'),
    'listen-client-urls': `https://127.0.0.1:${port}`,
    'advertise-client-urls': `https://localhost:${port}`,
    'listen-peer-urls': `http://127.0.0.1:${peer}`,
    'cert-file': await file('server.pem', server.certificate),
    'key-file': await file('server.key', server.key),
    'trusted-ca-file': files.ca,
  }).flatMap(([name, value]) => [`--${name}`, value])
  const running = await ServerProcess.start(folder, found.program, [...args, '--client-cert-auth'])
  folder.guard.watch(running.pid)
  await until('etcd', 20_000, async () => ((await listens(port)) ? true : undefined))
  return { port, files, strange, strangeClient, stop: () => running.end('SIGKILL').then(() => folder.remove()) }
}

await onEveryEtcd('etcd by TLS', (find) => {
  let server: Awaited<ReturnType<typeof serve>>

  beforeAll(async () => {
    server = await serve(find)
    return () => server.stop()
  })

  const open = (options: Partial<EtcdOptions>) => {
    const store = createEtcd({ endpoints: `localhost:${server.port}`, tls: true, retries: 0, ...options })
    onTestFinished(() => store.close())
    return store
  }

  it('works with the authority and a client certificate, and so does a watch', async () => {
    const { ca, cert, key } = server.files
    const store = open({ ca, cert, key })
    await store.put('a', '1')
    const watch = store.watch('a')
    await watch.next()
    await store.put('a', '2')
    expect(await watch.next()).toMatchObject({ value: [{ value: '2' }] })
    await watch.return()
  })

  it.each<[string, () => Partial<EtcdOptions>]>([
    ['without a client certificate', () => ({ ca: server.files.ca })],
    ['with an authority that did not sign the server', () => ({ ...server.files, ca: server.strange })],
    ['with the authorities of Node', () => ({ cert: server.files.cert, key: server.files.key })],
    ['for another name', () => ({ ...server.files, endpoints: `127.0.0.1:${server.port}` })],
    ['without TLS', () => ({ tls: false })],
  ])('is unavailable %s', async (_, options) => {
    await expect(open(options()).probe({ timeoutMs: 10_000 })).rejects.toMatchObject({ code: 'unavailable' })
  })

  certificateOptionCases({
    open,
    files: () => server.files,
    byAddress: () => ({ endpoints: `127.0.0.1:${server.port}`, serverName: 'localhost' }),
  })

  it('uses certificates that were renewed, for calls and for a watch that lost its connection', async () => {
    const proxy = await FaultProxy.start({ host: '127.0.0.1', port: server.port })
    onTestFinished(() => proxy.close())
    const [good, bad] = [await readFile(server.files.cert, 'utf8'), await readFile(server.strangeClient.cert, 'utf8')]
    const [goodKey, badKey] = [
      await readFile(server.files.key, 'utf8'),
      await readFile(server.strangeClient.key, 'utf8'),
    ]
    const [cert, key] = [await tempFile(good, 'cert.pem'), await tempFile(goodKey, 'key.pem')]
    const store = open({ endpoints: `localhost:${proxy.port}`, ca: server.files.ca, cert, key })
    const writer = open(server.files)
    await writer.put('renewed', '1')
    const watch = store.watch('renewed')
    await watch.next()
    const next = watch.next()
    await proxy.refuse()
    for (const [file, text] of [
      [cert, bad],
      [key, badKey],
    ] as const)
      await writeFile(file, text)
    const refused = { code: 'unavailable' }
    await expect(store.get('renewed')).rejects.toMatchObject(refused)
    await proxy.recover()
    await expect(store.get('renewed')).rejects.toMatchObject(refused)
    await writer.put('renewed', '2')
    for (const [file, text] of [
      [cert, good],
      [key, goodKey],
    ] as const)
      await writeFile(file, text)
    expect(await next).toMatchObject({ value: [{ value: '2' }] })
    const read = await until('a read', 10_000, async () => await store.get('renewed'))
    expect(read).toMatchObject({ value: '2' })
    await watch.return()
  })
})
