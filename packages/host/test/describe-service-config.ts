import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { FakeService, type RunningService } from './fake-service.js'

/** Registers the tests of a service that uses the adapter in the place of its own Consul client. */
export function describeServiceConfig(kind: 'mps' | 'rps'): void {
  const prefix = kind.toUpperCase()

  describe(`the central configuration of a service laid out as ${prefix} is`, () => {
    let service: FakeService | undefined
    const running: RunningService[] = []
    let folders = 0

    beforeAll(async () => {
      service = await FakeService.install(kind)
    })
    afterEach(async () => {
      await Promise.all(running.splice(0).map((one) => one.stop()))
    })
    afterAll(() => service?.remove())

    const installed = () => {
      if (service === undefined) throw new Error('not installed')
      return service
    }

    /** Starts one on a store of its own, or on that of another. */
    const start = (own: Record<string, string> = {}, folder = `central-${++folders}`) => {
      const variables = {
        CONNECTION_STRING: 'pglite:memory',
        SECRETS_URL: 'envelope+file:./secrets',
        CONSUL_ENABLED: 'true',
        CONFIG_URL: `file:./${folder}`,
        ...own,
      }
      const named = Object.entries(variables).map(([name, value]) => [`${prefix}_${name}`, value])
      const one = installed().start({ ...Object.fromEntries(named), DMT_ENVELOPE_KEY: 'a'.repeat(64) })
      running.push(one)
      return { one, stored: join(installed().folder, folder, `${kind}/config`) }
    }

    const stored = async (file: string) => JSON.parse(await readFile(file, 'utf8'))

    it('is seeded by one of three, and no secret or name of an instance is in it', { timeout: 60_000 }, async () => {
      const names = ['one', 'two', 'three']
      const instances = names.map((name) => start({ INSTANCE_NAME: name, MQTT_ADDRESS: 'mqtt://broker' }, 'seeded'))
      for (const { one } of instances) expect(await one.listens).toBe(true)
      const logs = instances.map(({ one }) => one.log)
      expect(logs.filter((log) => log.includes('configuration was seeded'))).toHaveLength(1)
      const document = await stored(instances[0]?.stored ?? '')
      expect(document).toMatchObject({ mqtt_address: 'mqtt://broker' })
      for (const key of ['instance_name', 'vault_token', 'connection_string', 'jwt_secret', 'attempts'])
        expect(document).not.toHaveProperty(key)
      for (const [at, { one }] of instances.entries())
        expect(await one.call('configuration', 'now')).toMatchObject({ instance_name: names[at], attempts: 4 })
    })

    it('lies over the file and under the environment, with references resolved', { timeout: 60_000 }, async () => {
      const first = start({}, 'merged')
      await first.one.listens
      await first.one.call(
        'secrets',
        'writeSecretWithObject',
        `${kind}/mqtt`,
        kind === 'mps' ? { data: { url: 'mqtt://u:canary@broker' } } : { url: 'mqtt://u:canary@broker' },
      )
      const document = {
        ...(await stored(first.stored)),
        mqtt_address: { $secret: `${kind}/mqtt#url` },
        cors_origin: 'https://central',
        cors_methods: 'GET',
      }
      await writeFile(first.stored, JSON.stringify(document))
      const second = start({ CORS_METHODS: 'PUT' }, 'merged').one
      expect(await second.listens).toBe(true)
      expect(await second.call('configuration', 'now')).toMatchObject({
        mqtt_address: 'mqtt://u:canary@broker',
        cors_origin: 'https://central',
        cors_methods: 'PUT',
        instance_name: 'one',
      })
      expect(second.log).not.toContain('canary')
    })

    it('stops a service whose document is bad, and names what is wrong with it', { timeout: 60_000 }, async () => {
      const first = start({}, 'bad')
      await first.one.listens
      await writeFile(first.stored, JSON.stringify({ web_port: 'canary', mqtt_adress: 'x' }))
      const second = start({}, 'bad').one
      expect(await second.listens).toBe(false)
      expect(second.log).toMatch(/web_port: belongs to one instance.*did you mean mqtt_address/)
      expect(second.log).not.toContain('canary')
    })
  })
}
