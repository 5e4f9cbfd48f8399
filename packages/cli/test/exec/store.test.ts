import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConfigStore } from '@dmt-providers/core'
import { createEnvelope, generateKey } from '@dmt-providers/envelope'
import { createEtcd } from '@dmt-providers/etcd'
import { createFile } from '@dmt-providers/file'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { until } from '../../../../tooling/servers/until.js'
import { atOnce, type ExecRun, execRuns, type Told } from './exec-run.js'

const run = execRuns('exec-store-program.ts')

/** A store of the test's own, and what names it. */
interface Place {
  readonly url: string
  readonly store: ConfigStore
}

async function fileStore(): Promise<Place & { readonly folder: string }> {
  const folder = join(await tempFolder(), 'config')
  return { folder, url: `file:${folder}`, store: closing(createFile({ folder })) }
}

function closing(store: ConfigStore): ConfigStore {
  onTestFinished(() => store.close())
  return store
}

/** The URL stands in the environment, as it may hold a password. */
const runOn = ({ url }: Place, options: readonly string[] = [], variables: Readonly<Record<string, string>> = {}) =>
  run({
    config: ['--config-env', 'FLEET', '--service', 'mps'],
    options: [...atOnce, ...options],
    variables: { FLEET: url, ...variables },
  })

async function ended(exec: ExecRun) {
  exec.process.kill('SIGTERM')
  return await exec.ended
}

const starts = (events: readonly Told[]) => events.filter(({ event }) => event === 'started')
const documents = (events: readonly Told[]) => starts(events).map(({ document }) => document)

function suite(place: () => Promise<Place>) {
  it('starts with what is there, restarts for each change, and keeps what it had when one is bad', async () => {
    const at = await place()
    const { store } = at
    await store.put('mps/config', '{"common_name": "one"}')
    const exec = await runOn(at)
    await exec.told(1)
    await store.put('mps/config', '{"common_name": "two"}')
    await exec.told(4)
    await store.put('mps/config', '{"common_name": "three", "jwt_secret": "canary"}')
    await exec.said(/the configuration before is kept: .*jwt_secret/)
    await store.put('mps/config', 'canary, which is no JSON')
    await exec.said(/the configuration before is kept: .*no JSON/)
    await store.put('mps/config', '{"common_name": "four"}')
    expect(documents(await exec.told(7))).toEqual(['one', 'two', 'four'].map((common_name) => ({ common_name })))
    expect((await ended(exec)).err).not.toContain('canary')
  })

  it('of three replicas one writes the seed, and a change reaches all of them', async () => {
    const at = await place()
    const seed = join(await tempFolder(), 'seed.json')
    const started = await Promise.all(
      ['one', 'two', 'three'].map(async (name) => {
        await writeFile(`${seed}.${name}`, JSON.stringify({ common_name: name, instance_name: name }))
        return await runOn(at, ['--seed', `${seed}.${name}`], { MPS_INSTANCE_NAME: name })
      }),
    )
    const first = await Promise.all(started.map((exec) => exec.told(1)))
    const entry = await at.store.get('mps/config')
    const written = JSON.parse(entry?.value ?? '{}')
    expect(Object.keys(written)).toEqual(['common_name'])
    for (const [told] of first) expect(told?.document).toEqual(written)
    expect(first.map(([told]) => told?.env?.MPS_INSTANCE_NAME)).toEqual(['one', 'two', 'three'])
    await at.store.put('mps/config', '{"common_name": "all"}', { expected: { version: entry?.version ?? '' } })
    for (const exec of started) expect(documents(await exec.told(4)).at(-1)).toEqual({ common_name: 'all' })
    const said = await Promise.all(started.map(ended))
    const seeded = said.map(({ err }) => /(wrote|another instance wrote) the first configuration/.exec(err)?.[1])
    expect(seeded.filter((who) => who === 'wrote')).toHaveLength(1)
  })
}

describe('exec on files', () => {
  suite(fileStore)

  it('is not started without a configuration, which names the command that seeds one', async () => {
    const exec = await runOn(await fileStore(), ['--wait', '0s'])
    expect(await exec.ended).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('config seed --service mps'),
    })
  })

  it.each(['{"comon_name": "one"}', 'canary, no JSON'])('is not started with %s, which is refused', async (text) => {
    const at = await fileStore()
    await at.store.put('mps/config', text)
    const { code, out, err } = await (await runOn(at)).ended
    expect({ code, out }).toEqual({ code: 4, out: '' })
    expect(err).toMatch(/did you mean common_name\?|characters that are no JSON/)
    expect(err).not.toContain('canary')
  })

  it('goes on when the store is lost, and hears of changes once it is back', async () => {
    const at = await fileStore()
    await at.store.put('mps/config', '{"common_name": "one"}')
    const exec = await runOn(at)
    await exec.told(1)
    await rename(at.folder, `${at.folder}.away`)
    await writeFile(join(`${at.folder}.away`, 'mps', 'config'), '{"common_name": "two"}')
    await rename(`${at.folder}.away`, at.folder)
    expect(documents(await exec.told(4))).toEqual([{ common_name: 'one' }, { common_name: 'two' }])
  })

  it('starts with the last known good when the store is away, says its age, and takes what is new later', async () => {
    const volume = join(await tempFolder(), 'volume')
    const copy = join(await tempFolder(), 'copy.json')
    const folder = join(volume, 'config')
    await mkdir(volume)
    const store = closing(createFile({ folder }))
    await store.put('mps/config', '{"common_name": "one"}')
    const at = { url: `file:${folder}`, store }
    const options = ['--last-known-good', copy, '--max-age', '1h', '--wait', '0s']
    const before = await runOn(at, [...options, '--prove', '50ms'])
    const { mode } = await until('the copy', 10_000, () => stat(copy))
    expect(mode & 0o777).toBe(0o600)
    await ended(before)
    await rename(volume, `${volume}.away`)
    const exec = await runOn(at, options)
    expect(documents(await exec.told(1))).toEqual([{ common_name: 'one' }])
    await exec.said(/started with the last known good configuration, \d+ seconds? old/)
    await exec.said(/starting .* \(kept copy, \d+ seconds? old\)/)
    await ended(exec)
    const tooOld = await runOn(at, ['--last-known-good', copy, '--max-age', '1ms', '--wait', '0s'])
    expect(await tooOld.ended).toMatchObject({ code: 1, out: '' })
  })

  it('gives secrets to the service alone', async () => {
    const at = await fileStore()
    const place = await tempFolder()
    await writeFile(join(place, 'key'), generateKey(), { mode: 0o600 })
    const secrets = createEnvelope({ folder: join(place, 'secrets'), key: `file:${place}/key` })
    await secrets.put('central/mps', { jwt_secret: 'canary-value' })
    await secrets.close()
    await at.store.put('mps/config', '{"jwt_secret": {"$secret": "central/mps#jwt_secret"}}')
    const exec = await runOn(at, [], { MPS_SECRETS_URL: `envelope+file:${place}/secrets?key=file:${place}/key` })
    const [started] = await exec.told(1)
    expect(started?.document).toEqual({ jwt_secret: 'canary-value' })
    const { err } = await ended(exec)
    expect(err).not.toContain('canary')
    const without = await runOn(at, ['--wait', '0s'])
    expect(await without.ended).toMatchObject({
      code: 2,
      err: expect.stringContaining('no secret store; set MPS_SECRETS_URL or DMT_SECRETS_URL'),
    })
    expect(await readFile(join(at.folder, 'mps', 'config'), 'utf8')).not.toContain('canary')
  })
})

await describeOn('etcd', 'exec', ({ url }) => {
  suite(async () => {
    const { hostname, port, password } = new URL(url || 'etcd://host:1')
    const [endpoints, prefix] = [`${hostname}:${port}`, `${randomUUID()}/`]
    return {
      url: `etcd://root:${password}@${endpoints}/${prefix}`,
      store: closing(createEtcd({ endpoints, user: 'root', password, prefix })),
    }
  })
})
