import { expect, it } from 'vitest'
import { configCli } from './config-cli.js'
import { onEveryStore } from './every-store.js'
import { documentOf, seeded, shared } from './seeded.js'

await onEveryStore('config set and unset', (open) => {
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

  it('takes a value that begins with - behind --, and tells whoever watches what it waits for', async () => {
    const { mps, variables } = await seeded(await open())
    await configCli(['set', '--service', 'mps', '--', 'organization', '-x-'], { environment: variables })
    expect((await mps(['get', 'organization'])).out).toBe('-x-')
    const shown: string[] = []
    const status = (line: string) => shown.push(line)
    const args = ['set', 'jwt_secret', '--secret-path', 'mps']
    expect((await mps(args, { input: 'canary-1', status })).code).toBe(0)
    expect(shown[0]).toBe('mps/config: asking the store …')
    expect(shown).toContain('mps/config: type the value of jwt_secret and end it with Ctrl-D')
    expect(shown.at(-1)).toBe('')
  })
})
