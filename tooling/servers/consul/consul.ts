import { randomUUID } from 'node:crypto'
import { startContainer } from '../container-daemon.js'
import { freePort } from '../free-port.js'
import type { ServerKind } from '../server.js'
import { consulVersion } from './consul-at.js'
import { startConsul } from './start-consul.js'

/** How to get a Consul that lets nobody in without a token. */
export const consul: ServerKind = {
  variable: 'DMT_TEST_CONSUL_URL',
  connect: async (url) => ({
    url,
    version: await consulVersion(url),
    how: 'DMT_TEST_CONSUL_URL',
    stop: async () => undefined,
  }),
  ways: [
    { name: 'container', start: startConsulContainer },
    { name: 'program on the machine, or built from its Go module', start: () => startConsul() },
  ],
}

async function startConsulContainer() {
  const token = randomUUID()
  const acl = { enabled: true, default_policy: 'deny', tokens: { initial_management: token, agent: token } }
  return await startContainer(
    {
      image: 'hashicorp/consul:1.20',
      environment: { CONSUL_LOCAL_CONFIG: JSON.stringify({ acl }) },
      command: ['agent', '-server', '-bootstrap-expect=1', '-client=0.0.0.0'],
      port: 8500,
      ready: { log: /New leader elected|leader election: .*elected|cluster leadership acquired/, times: 1 },
      url: (port) => `consul://127.0.0.1:${port}?token=${token}`,
      version: consulVersion,
    },
    await freePort(),
  )
}
