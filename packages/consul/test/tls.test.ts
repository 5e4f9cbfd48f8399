import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { certificateOptionCases } from '../../../tooling/fixtures/certificate-option-cases.js'
import { authority } from '../../../tooling/fixtures/certificates.js'
import { administrator } from '../../../tooling/servers/consul/consul-at.js'
import { type OwnConsul, startConsul } from '../../../tooling/servers/consul/start-consul.js'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { serverFolder } from '../../../tooling/servers/server-folder.js'
import { type ConsulOptions, createConsul } from '../src/index.js'

/** Serves Consul by TLS to clients with a certificate alone. */
async function serve() {
  const [trusted, stranger] = await Promise.all([authority('Trusted'), authority('Stranger')])
  const [identity, client] = await Promise.all([
    trusted.issue({
      name: 'server.dc1.consul',
      hosts: ['server.dc1.consul', 'localhost'].map((value) => ({ type: 'dns', value }) as const),
    }),
    trusted.issue({ name: 'client', hosts: [] }),
  ])
  const server = await startConsul({ tls: { ...identity, authority: trusted.certificate, clientsToo: true } })
  if (isMissing(server)) throw new Error(server.missing)
  const folder = await serverFolder('consul-clients', 'consul')
  const files = {
    ca: await folder.write('ca.pem', trusted.certificate),
    cert: await folder.write('client.pem', client.certificate),
    key: await folder.write('client.key', client.key),
  }
  const strange = await folder.write('strange.pem', stranger.certificate)
  const stop = () => Promise.all([server.stop(), folder.remove()])
  return { server, files, strange, stop }
}

await describeOwn('own-consul', 'Consul by TLS', () => {
  let server: OwnConsul
  let files: Readonly<Record<'ca' | 'cert' | 'key', string>>
  let strange: string

  beforeAll(async () => {
    const { stop, ...served } = await serve()
    ;({ server, files, strange } = served)
    return async () => void (await stop())
  })

  const open = (options: Partial<ConsulOptions>) => {
    const { token } = administrator(server.url)
    const endpoints = `localhost:${server.https}`
    const store = createConsul({ endpoints, tls: true, token, retries: 0, ...options })
    onTestFinished(() => store.close())
    return store
  }

  it('works with the authority and a client certificate, and so does a watch', async () => {
    const store = open(files)
    await store.put('a', '1')
    const watch = store.watch('a')
    await watch.next()
    await store.put('a', '2')
    expect(await watch.next()).toMatchObject({ value: [{ value: '2' }] })
    await watch.return()
  })

  it.each<[string, () => Partial<ConsulOptions>, string]>([
    // The server closes the connection, and says why to nobody who has begun to speak.
    ['without a client certificate', () => ({ ca: files.ca }), 'unavailable'],
    ['with an authority that did not sign the server', () => ({ ...files, ca: strange }), 'unavailable'],
    ['with the authorities of Node', () => ({ cert: files.cert, key: files.key }), 'unavailable'],
    ['for another name', () => ({ ...files, endpoints: `127.0.0.1:${server.https}` }), 'unavailable'],
    ['without TLS', () => ({ tls: false }), 'invalid-options'],
  ])('refuses to work %s', async (_, options, code) => {
    await expect(open(options()).probe({ timeoutMs: 10_000 })).rejects.toMatchObject({ code })
  })

  it('says what is to be done about a certificate', async () => {
    const told = (options: Partial<ConsulOptions>) => open({ ...files, ...options }).probe({ timeoutMs: 10_000 })
    await expect(told({ ca: strange })).rejects.toThrow('ca: the server’s certificate is of an authority')
    await expect(told({ endpoints: `127.0.0.1:${server.https}` })).rejects.toThrow('serverName')
  })

  certificateOptionCases({
    open,
    files: () => files,
    byAddress: () => ({ endpoints: `127.0.0.1:${server.https}`, serverName: 'server.dc1.consul' }),
  })
})
