import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createFile } from '@dmt-providers/file'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { execRuns } from './exec-run.js'

const run = execRuns('exec-store-program.ts')
const rcService = fileURLToPath(new URL('./rc-service.mjs', import.meta.url))

interface Place {
  /** What the central document holds. */
  readonly central: Readonly<Record<string, unknown>>
  /** Text of the `.mpsrc` in the working directory. */
  readonly rc?: string
  /** Text of the file that `MPS_CONFIG` names. */
  readonly own?: string
  readonly variables?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  readonly options?: readonly string[]
}

/** Runs a service that reads its configuration as MPS does. */
async function runIn({ central, rc, own, variables = {}, args = [], options = [] }: Place) {
  const folder = await tempFolder()
  const [cwd, ownFile] = [join(folder, 'work'), join(folder, 'own.json')]
  await mkdir(cwd)
  if (rc !== undefined) await writeFile(join(cwd, '.mpsrc'), rc)
  if (own !== undefined) await writeFile(ownFile, own)
  const store = createFile({ folder: join(folder, 'config') })
  onTestFinished(() => store.close())
  await store.put('mps/config', JSON.stringify(central))
  const exec = await run({
    config: ['--service', 'mps'],
    variables: {
      DMT_CONFIG_URL: `file:${folder}/config`,
      ...(own !== undefined && { MPS_CONFIG: ownFile }),
      ...variables,
    },
    options,
    cwd,
    command: [process.execPath, rcService, ...args],
  })
  return await exec.ended
}

/** The configuration that the service sees. */
async function seen(place: Place) {
  const { code, out, err } = await runIn(place)
  expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/starting .* with configuration /) })
  return JSON.parse(out)
}

describe('what the service sees', () => {
  it('is its file in the working directory, then its own file, the central one, its environment and arguments', async () => {
    const all = { country: 'rc', organization: 'rc', common_name: 'rc', jwt_issuer: 'rc', mqtt_address: 'rc' }
    const { country: _, ...fromOwn } = all
    const own = Object.fromEntries(Object.keys(fromOwn).map((key) => [key, 'own']))
    const { organization, ...fromCentral } = own
    expect(
      await seen({
        rc: JSON.stringify(all),
        own: `// with a comment\n${JSON.stringify(own)}`,
        central: Object.fromEntries(Object.keys(fromCentral).map((key) => [key, 'central'])),
        variables: { MPS_JWT_ISSUER: 'environment', mps_mqtt_address: 'environment' },
        args: ['--mqtt_address', 'argument'],
      }),
    ).toMatchObject({
      country: 'rc',
      organization,
      common_name: 'central',
      jwt_issuer: 'environment',
      mqtt_address: 'argument',
    })
  })

  it('is nested, with lists as a whole', async () => {
    const { mps_tls_config, web_tls_config } = await seen({
      rc: '{"mps_tls_config": {"key": "rc", "minVersion": "TLSv1"}, "web_tls_config": {"ca": ["a", "b"]}}',
      own: '{"mps_tls_config": {"cert": "own", "minVersion": "TLSv1.1"}, "web_tls_config": {"ca": ["c", "d", "e"]}}',
      central: { mps_tls_config: { minVersion: 'TLSv1.2' }, web_tls_config: { ca: ['f'] } },
    })
    expect(mps_tls_config).toEqual({ key: 'rc', cert: 'own', minVersion: 'TLSv1.2' })
    expect(web_tls_config).toEqual({ ca: ['f'] })
  })

  it.each(['MPS_LOG_LEVEL', 'mps_log_level', 'Mps_Log_Level'])('is its %s where it has one', async (name) => {
    const central = { log_level: 'debug' }
    const { environment, names } = await seen({ central, variables: { [name]: 'silly' } })
    expect(environment.mps_log_level).toBe('silly')
    expect(names.filter((one: string) => one.toLowerCase() === 'mps_log_level')).toEqual([name])
    expect((await seen({ central })).environment.mps_log_level).toBe('debug')
  })

  it.each(['mps_config', 'Mps_Config'])('takes the own file from %s', async (name) => {
    const folder = await tempFolder()
    await writeFile(join(folder, 'own'), '{"country": "own"}')
    const { country, common_name, environment, names } = await seen({
      central: { common_name: 'central' },
      variables: { [name]: join(folder, 'own') },
    })
    expect({ country, common_name }).toEqual({ country: 'own', common_name: 'central' })
    expect(environment.mps_config).toMatch(/dmt-exec-.*\/mps\.json$/)
    expect(names.filter((one: string) => one.toLowerCase() === 'mps_config')).toEqual(['MPS_CONFIG'])
  })

  it('has the rest of the environment as it is', async () => {
    const { environment } = await seen({ central: {}, variables: { PLAIN: 'a=b c', EMPTY: '', MPS_WEB_PORT: '0123' } })
    expect(environment).toMatchObject({ plain: 'a=b c', empty: '', mps_web_port: '0123' })
  })

  it('is only the central one when its own file is not there, which is said', async () => {
    const { code, err } = await runIn({ central: {}, variables: { MPS_CONFIG: '/no/such/file' } })
    expect(code).toBe(0)
    expect(err).toContain('MPS_CONFIG: the file /no/such/file is not there')
  })

  it.each([
    ['INI', 'common_name = x\n', /MPS_CONFIG: the file .*own\.json looks like INI; write the same keys as JSON/],
    ['broken', '{"common_name": "hush"', /MPS_CONFIG: the file .*own\.json is no JSON with comments: .* in line 1/],
  ])('is nothing when its own file is %s: it is not started', async (_, own, said) => {
    const { code, out, err } = await runIn({ own, central: {} })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(said)
    expect(err).not.toContain('hush')
  })
})

describe('a service that takes variables only', () => {
  it('gets them, each unless it is set', async () => {
    const folder = await tempFolder()
    const store = createFile({ folder })
    onTestFinished(() => store.close())
    await store.put('router/config', '{"mps_host": "mps.example", "mps_port": 3000}')
    const exec = await run({
      config: ['--config', `file:${folder}`, '--service', 'router'],
      variables: { MPS_PORT: '4000' },
      command: ['sh', '-c', 'echo "$MPS_HOST $MPS_PORT $MPS_CONFIG"'],
    })
    expect(await exec.ended).toMatchObject({ code: 0, out: 'mps.example 4000 \n' })
  })
})
