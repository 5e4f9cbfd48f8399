import { describe, expect, it } from 'vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { type ConfigPlace, configPlace } from './config-place.js'

/** The service's own file, with secrets and what belongs to one instance. */
const own = {
  common_name: 'mps.example.com',
  web_port: 3000,
  jwt_secret: 'canary-jwt',
  web_admin_password: '',
  jwt_expiration: '1440',
  mps_tls_config: { minVersion: 'TLSv1.2', ciphers: null },
}

const shared = {
  common_name: 'mps.example.com',
  jwt_expiration: '1440',
  mps_tls_config: { minVersion: 'TLSv1.2', ciphers: null },
}

const documentOf = async ({ mps }: ConfigPlace) => JSON.parse((await mps(['get'])).out)

async function seeded(place: ConfigPlace): Promise<ConfigPlace> {
  const seed = await place.mps(['seed', '--file', '-'], { input: JSON.stringify(shared) })
  expect(seed.code).toBe(0)
  return place
}

function commands(open: () => Promise<ConfigPlace>): void {
  describe('config seed', () => {
    it('refuses secrets and keys of one instance by name, and writes nothing', async () => {
      const place = await open()
      const refused = await place.mps(['seed', '--file', await place.file(own)])
      expect(refused).toMatchObject({ code: 4, out: '' })
      expect(refused.err.split('\n').map((line) => line.split(': ')[1])).toEqual([
        'web_port',
        'jwt_secret',
        expect.stringContaining('nothing is seeded; --leave-out'),
      ])
      expect((await place.mps(['get'])).code).toBe(1)
    })

    it('leaves them out when it is told to, and says so', async () => {
      const place = await open()
      const seed = await place.mps(['seed', '--file', await place.file(own), '--leave-out'])
      expect(seed.code).toBe(0)
      expect(seed.out).toMatch(/^web_port: left out, it belongs to one instance$/m)
      expect(seed.out).toMatch(/^jwt_secret: left out, it is a secret$/m)
      expect(seed.out).toMatch(/^mps\/config: seeded with 4 keys, version /m)
      expect(await documentOf(place)).toEqual(shared)
    })

    it('moves secrets into the secret store, beside what is there', async () => {
      const place = await open()
      const secrets = await place.secrets()
      await secrets.put('mps', { other: 'stays' })
      const seed = await place.mps(['seed', '--file', await place.file(own), '--leave-out', '--secret-path', 'mps'])
      expect(seed).toMatchObject({
        code: 0,
        out: expect.stringContaining('jwt_secret: moved to secret:mps#jwt_secret'),
      })
      expect(await documentOf(place)).toEqual({ ...shared, jwt_secret: { $secret: 'mps#jwt_secret' } })
      expect((await secrets.get('mps', { fresh: true }))?.data).toEqual({ other: 'stays', jwt_secret: 'canary-jwt' })
    })

    it('never overwrites a field of the secret store, and takes one that is the same', async () => {
      const place = await open()
      const secrets = await place.secrets()
      await secrets.put('mps', { jwt_secret: 'canary-other' })
      const file = await place.file({ jwt_secret: 'canary-jwt' })
      const refused = await place.mps(['seed', '--file', file, '--secret-path', 'mps'])
      expect(refused).toMatchObject({
        code: 4,
        err: expect.stringContaining('jwt_secret: what is at mps has this field'),
      })
      expect((await secrets.get('mps', { fresh: true }))?.data).toEqual({ jwt_secret: 'canary-other' })
      expect((await place.mps(['get'])).code).toBe(1)
      await secrets.put('mps', { jwt_secret: 'canary-jwt' })
      expect((await place.mps(['seed', '--file', file, '--secret-path', 'mps'])).code).toBe(0)
    })

    it('says who was faster, with code 0, whatever the file holds', async () => {
      const place = await seeded(await open())
      const again = await place.mps(['seed', '--file', await place.file({ port: 1, jwt_secret: 'canary-jwt' })])
      expect(again).toMatchObject({ code: 0, err: '' })
      expect(again.out).toMatch(/^mps\/config: is there already, by \S+@\S+ at 20\S+Z; nothing was written$/)
      const told = JSON.parse((await place.mps(['seed', '--file', await place.file({}), '--json'])).out)
      expect(told).toMatchObject({ service: 'mps', written: false, by: expect.stringContaining('@') })
      expect(await documentOf(place)).toEqual(shared)
    })
  })

  describe('config get', () => {
    it('prints the document, a branch of it, and one value', async () => {
      const { mps } = await seeded(await open())
      expect(await mps(['get', 'common_name'])).toEqual({ code: 0, out: 'mps.example.com', err: '' })
      expect((await mps(['get', 'common_name', '--json'])).out).toBe('"mps.example.com"')
      expect(JSON.parse((await mps(['get', 'mps_tls_config'])).out)).toEqual(shared.mps_tls_config)
      expect((await mps(['get', 'mps_tls_config.ciphers'])).out).toBe('null')
      const whole = JSON.parse((await mps(['get', '--json'])).out)
      expect(whole).toEqual({ version: expect.any(String), document: shared })
    })

    it('fails for what is not there', async () => {
      const place = await open()
      expect(await place.mps(['get'])).toMatchObject({ code: 1, err: expect.stringContaining('config seed --service') })
      await seeded(place)
      expect(await place.mps(['get', 'log_level'])).toMatchObject({
        code: 1,
        err: expect.stringContaining('log_level: is not in mps/config'),
      })
    })
  })

  describe('config set and unset', () => {
    it.each<[key: string, text: string, value: unknown]>([
      ['log_level', 'debug', 'debug'],
      ['cira_window_size', '65536', 65_536],
      ['cira_last_seen', 'false', false],
      ['mps_tls_config.minVersion', 'TLSv1.3', 'TLSv1.3'],
      ['mps_tls_config.secureOptions', '["SSL_OP_NO_SSLv2"]', ['SSL_OP_NO_SSLv2']],
      ['organization', '25', '25'],
      ['jwt_secret', '{ "$secret": "mps/jwt#key" }', { $secret: 'mps/jwt#key' }],
    ])('sets %s to %s by its type', async (key, text, value) => {
      const { mps } = await seeded(await open())
      const set = await mps(['set', key, text])
      expect(set).toMatchObject({ code: 0, err: '' })
      expect(set.out).toMatch(/mps\/config: changed \(2 in its history\), version /)
      expect(JSON.parse((await mps(['get', key, '--json'])).out)).toEqual(value)
      expect(await mps(['unset', key])).toMatchObject({
        code: 0,
        out: expect.stringContaining(`${key}: removed, was `),
      })
      expect((await mps(['get', key])).code).toBe(1)
    })

    it.each<[string, readonly string[], string]>([
      ['a typo', ['log_levle', 'debug'], 'log_levle: is not known; did you mean log_level?'],
      ['another typo, also when unknown keys are allowed', ['log_levle', 'debug', '--allow-unknown'], 'did you mean'],
      ['an unknown key', ['next_release', '1'], 'next_release: is not known to this release of mps; --allow-unknown'],
      ['a value of another type', ['cira_last_seen', 'yes'], 'cira_last_seen: is a text of 3 characters; give true'],
      ['a value that is not allowed', ['log_level', 'debgu'], 'did you mean debug?'],
      ['a number out of range', ['cira_window_size', '1'], 'give 32768 to 1048576'],
      ['a key of one instance', ['instance_name', 'one'], 'instance_name: belongs to one instance'],
      ['a text for an object', ['mps_tls_config', 'TLSv1.2'], 'mps_tls_config: wants an object'],
      ['a secret on the command line', ['jwt_secret', 'canary-1'], '--secret-path <path>'],
      ['a password in a URL', ['mqtt_address', 'mqtt://u:canary-1@broker'], 'mqtt_address: holds a secret in clear'],
      [
        'a secret beside the place of its own',
        ['jwt_secret', 'canary-1', '--secret-path', 'mps'],
        '--secret-path: takes',
      ],
      ['an empty secret', ['jwt_secret', '--secret-path', 'mps'], 'jwt_secret: the standard input is empty'],
      ['a secret of an instance key', ['instance_name', '--secret-path', 'mps'], 'instance_name: belongs to one'],
    ])('refuses %s with code 4, and changes nothing', async (_, args, said) => {
      const place = await seeded(await open())
      const refused = await place.mps(['set', ...args], { input: '\n' })
      expect(refused).toMatchObject({ code: 4, out: '', err: expect.stringContaining(said) })
      expect(refused.err).not.toContain('canary')
      expect(await documentOf(place)).toEqual(shared)
      expect(await (await place.secrets()).get('mps')).toBeUndefined()
    })

    it('sets an unknown key when that is allowed, and says that it is unknown', async () => {
      const place = await seeded(await open())
      expect(await place.mps(['set', 'next_release.a', '[1]', '--allow-unknown'])).toMatchObject({
        code: 0,
        err: 'dmt-providers: next_release.a: is not known to this release of mps',
      })
      expect(await documentOf(place)).toEqual({ ...shared, next_release: { a: [1] } })
    })

    it('keeps a secret from the standard input, and puts a reference in its place', async () => {
      const place = await seeded(await open())
      const set = await place.mps(['set', 'jwt_secret', '--secret-path', 'mps/jwt'], {
        input: 'canary with spaces \r\n',
      })
      expect(set).toMatchObject({ code: 0, out: expect.stringContaining('set to secret:mps/jwt#jwt_secret') })
      expect((await (await place.secrets()).get('mps/jwt'))?.data).toEqual({ jwt_secret: 'canary with spaces ' })
      expect((await place.mps(['get', 'jwt_secret'])).out).toContain('"$secret": "mps/jwt#jwt_secret"')
      // The same once more is nothing; another one needs a path of its own.
      const same = await place.mps(['set', 'jwt_secret', '--secret-path', 'mps/jwt'], { input: 'canary with spaces ' })
      expect(same).toMatchObject({ code: 0, out: 'mps/config: nothing to change, jwt_secret is that already' })
      const other = await place.mps(['set', 'jwt_secret', '--secret-path', 'mps/jwt'], { input: 'canary-other' })
      expect(other).toMatchObject({ code: 4, err: expect.stringContaining('name another path') })
      const moved = await place.mps(['set', 'jwt_secret', '--secret-path', 'mps/jwt-2'], { input: 'canary-other' })
      expect(moved).toMatchObject({ code: 0, out: expect.stringContaining('-> secret:mps/jwt-2#jwt_secret') })
    })

    it('writes nothing when nothing would change, and says so with code 0', async () => {
      const { mps } = await seeded(await open())
      const before = JSON.parse((await mps(['get', '--json'])).out)
      expect(await mps(['set', 'common_name', 'mps.example.com'])).toEqual({
        code: 0,
        out: 'mps/config: nothing to change, common_name is that already',
        err: '',
      })
      expect((await mps(['unset', 'log_level'])).out).toBe('mps/config: nothing to change, there is no log_level')
      expect(JSON.parse((await mps(['set', 'common_name', 'mps.example.com', '--json'])).out).written).toBe(false)
      expect(JSON.parse((await mps(['get', '--json'])).out)).toEqual(before)
    })

    it('needs a document', async () => {
      const { mps } = await open()
      for (const args of [['set', 'log_level', 'info'], ['unset', 'log_level'], ['rollback', '1'], ['diff']]) {
        const { code, err } = await mps(args)
        expect([code, err]).toEqual([1, expect.stringMatching(/not-found/)])
      }
    })
  })

  describe('config history and rollback', () => {
    it('lists who changed what, shows one change, and brings an earlier document back', async () => {
      const place = await seeded(await open())
      const { mps } = place
      await mps(['set', 'log_level', 'debug'])
      await mps(['unset', 'common_name'])
      const { code, out } = await mps(['history'])
      expect(code).toBe(0)
      const who = String.raw` +20\S+Z +\S+@\S+ +`
      expect(out).toMatch(
        new RegExp(`^3${who}common_name\n2${who}log_level\n1${who}common_name, jwt_expiration, \\S+ and 1 more$`),
      )
      expect((await mps(['history', '--number', '2'])).out).toMatch(
        /^change 2, .*: log_level\n {2}log_level: set to debug$/,
      )
      expect(JSON.parse((await mps(['history', '--number', '2', '--json'])).out)).toMatchObject({
        number: 2,
        changes: [{ key: 'log_level', after: 'debug' }],
        document: { ...shared, log_level: 'debug' },
      })
      expect(JSON.parse((await mps(['history', '--json'])).out)).toHaveLength(3)

      const back = await mps(['rollback', '2'])
      expect(back).toMatchObject({ code: 0, out: expect.stringContaining('common_name: set to mps.example.com') })
      expect(await documentOf(place)).toEqual({ ...shared, log_level: 'debug' })
      expect((await mps(['rollback', '2'])).out).toBe('mps/config: nothing to change, it is as after 2')
      expect((await mps(['history'])).out).toMatch(/^4 /)
    })

    it('refuses a number that is none, and fails for one that is not kept', async () => {
      const { mps } = await seeded(await open())
      expect((await mps(['rollback', 'one'])).code).toBe(2)
      expect(await mps(['rollback', '7'])).toMatchObject({ code: 1, err: expect.stringContaining('it has 1 to 1') })
      expect((await mps(['history', '--number', '0'])).code).toBe(2)
    })
  })

  describe('config watch', () => {
    it('prints what is there and each change, key by key, until it is interrupted', async () => {
      const place = await seeded(await open())
      const { mps } = place
      const { code, out, err } = await watching(
        place,
        [],
        [
          () => mps(['set', 'log_level', 'debug']),
          () => mps(['set', 'jwt_secret', '--secret-path', 'mps'], { input: 'canary-1' }),
          () => mps(['unset', 'common_name']),
        ],
      )
      expect([code, err]).toEqual([130, ''])
      expect(out.split('\n').map((line) => line.replace(/^20\S+Z {2}/, ''))).toEqual([
        expect.stringMatching(/^version \S+, 4 keys$/),
        'log_level: set to debug',
        'jwt_secret: set to secret:mps#jwt_secret',
        'common_name: removed, was mps.example.com',
      ])
    })

    it('tells of the first document, and keeps the last one that can be read', async () => {
      const place = await open()
      const store = await place.store()
      const write = (text: string) => () => store.put('mps/config', text)
      const { code, out, err } = await watching(
        place,
        ['--json'],
        [
          write('{ "common_name": "a" }'),
          write('{ "common_name": "canary-b" '),
          write('{ "common_name": "c", "port": 1 }'),
          async () => 'the change is told, and what is wrong with it follows',
        ],
      )
      expect(code).toBe(130)
      expect(out.split('\n').map((line) => JSON.parse(line))).toMatchObject([
        { service: 'mps', there: false },
        { there: true, keys: 1 },
        {
          changes: [
            { key: 'common_name', before: 'a', after: 'c' },
            { key: 'port', after: 1 },
          ],
        },
      ])
      expect(err).toBe(
        [
          'dmt-providers: services refuse this document: mps/config: 28 characters that are no JSON',
          'dmt-providers: services refuse this document: port: belongs to one instance; set it in the file or environment of each',
        ].join('\n'),
      )
    })
  })
}

/** Watches, does one step after each line, and interrupts after the line that follows the last one. */
async function watching({ mps }: ConfigPlace, args: readonly string[], steps: readonly (() => Promise<unknown>)[]) {
  const interrupted = new AbortController()
  const left = [...steps]
  const doing: Promise<unknown>[] = []
  const heard = () => {
    const step = left.shift()
    if (step === undefined) interrupted.abort()
    else doing.push(step())
  }
  const run = await mps(['watch', ...args], { signal: interrupted.signal, heard })
  await Promise.all(doing)
  return run
}

describe('dmt-providers config [on file]', () => commands(() => configPlace()))

await describeOn('etcd', 'dmt-providers config', ({ url }) => commands(() => configPlace(etcdUrl(url))))

/** The harness's URL is that of the server's HTTP gateway. */
function etcdUrl(url: string): string {
  const { host, password } = new URL(url)
  return `etcd://root:${encodeURIComponent(password)}@${host}`
}
