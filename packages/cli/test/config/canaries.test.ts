import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commands } from '../../src/commands.js'
import { type CliRun, type CliWorld, configCli } from './config-cli.js'
import { type ConfigPlace, configPlace } from './config-place.js'

const canary = (name: string) => `canary-${name}-7f3a`

/** Secrets at every place where the toolkit has one, and where it should have none. */
const secrets = {
  jwt_secret: canary('jwt'),
  web_admin_password: canary('admin'),
  vault_token: canary('token'),
  connection_string: `postgres://mps:${canary('database')}@db/mpsdb`,
  secrets_url: `vault+https://vault/?token=${canary('url')}`,
  tls_cert_key: `-----BEGIN PRIVATE KEY-----\n${canary('key')}`,
  mqtt_address: `mqtt://mps:${canary('broker')}@broker`,
  api_password: canary('unknown'),
  next_release: { deep: [{ client_secret: canary('deep') }] },
}

/** What somebody wrote who did not know better. */
const wrong = {
  ...secrets,
  port: 4433,
  config_url: `etcd://root:${canary('store')}@etcd`,
  vault_tokn: canary('typo'),
  tls_cert_key: { pem: canary('object') },
  web_tls_cert_key: { $secret: canary('reference') },
  'a.b': canary('dot'),
  jwt_issuer: 'issuer',
}

/** Secrets that somebody puts on the command line. */
const given = [
  ['jwt_secret', canary('given')],
  ['mqtt_address', `mqtt://mps:${canary('given')}@broker`],
  ['vault_tokn', canary('given')],
  ['tls_cert_key', canary('given')],
  ['tls_cert_key.pem', canary('given')],
  ['next_release', `{ "password": "${canary('given')}" }`],
] as const

async function everyCommand(document: object) {
  const place = await configPlace()
  const runs: CliRun[] = []
  const mps = async (args: readonly string[], world: CliWorld = {}) => {
    const variables = Object.entries(secrets).flatMap(([name, value]) =>
      typeof value === 'string' ? [[`MPS_${name.toUpperCase()}`, value]] : [],
    )
    // The stores of the test itself stay what they are.
    const environment = { ...Object.fromEntries(variables), ...place.variables }
    for (const json of [[], ['--json']]) {
      const run = await configCli([...args, ...json, '--service', 'mps'], { ...world, environment })
      runs.push(run)
    }
  }
  const file = await place.file(document)
  await mps(['seed', '--file', file])
  await mps(['seed', '--file', file, '--leave-out', '--secret-path', 'mps'])
  const store = await place.store()
  await store.put('mps/config', JSON.stringify({ ...document, common_name: 'a' }))
  await store.put('mps/history/01', JSON.stringify({ number: 51, at: 'now', by: 'me', version: '1', document }))
  for (const [key, value] of given) {
    await mps(['get', key])
    await mps(['set', key, value])
    await mps(['set', key, value, '--allow-unknown'])
    await mps(['set', key, `{ "$secret": "${canary('reference')}" }`])
    await mps(['set', key, value, canary('too-many')])
    await mps(['set', key, '--secret-path', 'other'], { input: canary('input') })
  }
  for (const args of [['get'], ['diff', '--file', file], ['diff', '--all', '--file', file], ['rollback', '51']])
    await mps(args)
  for (const json of [[], ['--json']]) runs.push(await watched(place, json, document))
  for (const args of [['history'], ['history', '--number', '51'], ['rollback', '1'], ['unset', 'jwt_secret']])
    await mps(args)
  await mps(['set', 'log_level', 'info', '--config', `etcd://root:${canary('place')}@`])
  return { runs, folder: place.folder }
}

/** Watches while everything is taken out of the document and put in again. */
async function watched(place: ConfigPlace, json: readonly string[], document: object): Promise<CliRun> {
  const store = await place.store()
  const interrupted = new AbortController()
  const writes: Promise<unknown>[] = []
  const write = (text: string) => writes.push(store.put('mps/config', text))
  const heard = (line: string) => {
    if (writes.length === 0) write('{}')
    else if (writes.length === 1 && /removed|"before"/.test(line)) write(JSON.stringify(document))
    else if (/set to|"after"/.test(line)) interrupted.abort()
  }
  await store.put('mps/config', JSON.stringify(document))
  const run = await place.mps(['watch', ...json], { signal: interrupted.signal, heard })
  await Promise.all(writes)
  return run
}

it.each([
  ['a document with secrets', secrets],
  ['a document with everything wrong', wrong],
])('no command shows a secret of %s', async (_, document) => {
  const { runs } = await everyCommand(document)
  expect(runs.length).toBeGreaterThan(90)
  for (const { out, err } of runs) expect(out + err).not.toContain('canary')
  // And they did what they do: values that are no secrets are shown.
  expect(runs.some(({ out }) => out.includes('(secret)'))).toBe(true)
  expect(runs.some(({ code }) => code === 0)).toBe(true)
})

it('no secret is written to the configuration store, where a command alone writes', async () => {
  const place = await configPlace()
  const file = await place.file(secrets)
  const seed = await place.mps(['seed', '--file', file, '--secret-path', 'mps'])
  expect(seed.code).toBe(0)
  await place.mps(['set', 'vault_token', '--secret-path', 'more'], { input: canary('input') })
  await place.mps(['set', 'jwt_secret', canary('given')])
  const files = await readdir(join(place.folder, 'config'), { recursive: true, withFileTypes: true })
  const texts = await Promise.all(
    files.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name), 'utf8')),
  )
  expect(texts).toHaveLength(3)
  expect(texts.join()).not.toContain('canary')
  expect(texts.join()).toContain('mps#jwt_secret')
})

it('every config command is among those that were run', () => {
  const names = Object.keys(commands).filter((name) => name.startsWith('config '))
  expect(names.map((name) => name.split(' ')[1])).toEqual([
    ...['diff', 'get', 'history', 'rollback', 'seed', 'set', 'unset', 'watch'],
  ])
})
