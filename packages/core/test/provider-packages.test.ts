import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Two folders: one where the program stands, one that it runs in. */
let root = ''
let program = ''
const cwd = () => join(root, 'cwd')

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dmt-packages-'))
  program = join(root, 'program', 'main.mjs')
  await mkdir(cwd(), { recursive: true })
  await mkdir(join(root, 'program'), { recursive: true })
  const core = pathToFileURL(fileURLToPath(new URL('../src/index.ts', import.meta.url))).href
  await writeFile(
    program,
    `import { openConfig, openSecrets, openStorage } from '${core}'
    const open = { config: openConfig, secrets: openSecrets, storage: openStorage }[process.argv[3]]
    const answer = await open(process.argv[2]).catch(({ name, code, message }) => ({ name, code, message }))
    console.log(JSON.stringify(answer))`,
  )
})
afterAll(() => rm(root, { recursive: true }))

async function install(place: string, name: string, code: string, manifest: object = { exports: './index.js' }) {
  const folder = join(root, place, 'node_modules', name)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', type: 'module', ...manifest }))
  await writeFile(join(folder, 'index.js'), code)
}

const providing = (name: string, scheme: string, contract = 'secrets@1') =>
  `export const providers = [{ contract: '${contract}', name: '${name}', schemes: ['${scheme}'], open: async () => ({ openedBy: '${name}' }) }]`

async function open(url: string, packages = '', contract = 'secrets'): Promise<Record<string, unknown>> {
  const tsx = import.meta.resolve('tsx')
  // Programs that pnpm starts find every package of the workspace by this variable.
  const { NODE_PATH: _, ...env } = process.env
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', tsx, program, url, contract], {
    cwd: cwd(),
    env: { ...env, DMT_PROVIDER_PACKAGES: packages },
  })
  return JSON.parse(stdout)
}

describe('A provider package', () => {
  it.each([
    ['storage', 'mariadb://u:hunter2@h/d', 'mariadb'],
    ['storage', 'Server=h;Password=hunter2', 'mssql'],
    ['secrets', 'vault+https://h/?token=hunter2', 'vault'],
    ['config', 'etcd+tls://h', 'etcd'],
  ])('for %s that is not installed is named with the command that installs it', async (contract, url, name) => {
    expect(await open(url, '', contract)).toMatchObject({
      code: 'invalid-options',
      message: `the package @dmt-providers/${name} is not installed; run: npm install @dmt-providers/${name}`,
    })
  })

  it('is found beside the program', async () => {
    await install('program', '@third/beside', providing('beside', 'beside'))
    expect(await open('beside:x', '@third/beside')).toEqual({ openedBy: 'beside' })
  })

  it('is found in the working directory', async () => {
    await install('cwd', 'in-cwd', providing('in-cwd', 'in-cwd'))
    expect(await open('in-cwd:x', 'in-cwd')).toEqual({ openedBy: 'in-cwd' })
  })

  it('named in the environment wins over the one that is shipped, in the order named', async () => {
    await install('cwd', 'one', providing('one', 'vault+https'))
    await install('cwd', 'two', providing('two', 'vault+https'))
    expect(await open('vault+https://h', ' two , one,')).toEqual({ openedBy: 'two' })
  })

  it('that is shipped is found by its scheme alone', async () => {
    await install('cwd', '@dmt-providers/vault', providing('vault', 'vault+http'))
    expect(await open('vault+http://h')).toEqual({ openedBy: 'vault' })
  })

  it.each<[string, string, object, string, string]>([
    [
      'that does not serve its scheme',
      providing('x', 'else'),
      {},
      'unsupported',
      '@dmt-providers/aws-secrets-manager offers no secrets for aws-secrets-manager: install matching versions',
    ],
    ['without providers', 'export const other = 1', {}, 'unsupported', 'exports no providers'],
    [
      'of another contract version',
      providing('x', 'aws-secrets-manager', 'secrets@9'),
      {},
      'unsupported',
      'implements secrets@9, but this service needs secrets@1',
    ],
    [
      'that lacks a package of its own',
      "import 'no-such-package'",
      {},
      'invalid-options',
      "cannot be loaded: Cannot find package 'no-such-package'",
    ],
    [
      'with an error in it',
      "throw new Error('token=hunter2')",
      {},
      'invalid-options',
      'cannot be loaded: token=[redacted]',
    ],
    [
      'without an entry for everyone',
      providing('x', 'else'),
      { exports: { import: './index.js' } },
      'invalid-options',
      'cannot be loaded: No "exports" main defined',
    ],
  ])('%s is refused by name', async (_, code, manifest, errorCode, message) => {
    await install('cwd', '@dmt-providers/aws-secrets-manager', code, { exports: './index.js', ...manifest })
    const answer = await open('aws-secrets-manager://eu-west-1/x')
    expect(answer).toMatchObject({ name: 'ProviderError', code: errorCode })
    expect(answer.message).toContain(message)
    expect(answer.message).toContain('@dmt-providers/aws-secrets-manager')
  })

  it('named in the environment and not installed is an error', async () => {
    expect(await open('in-cwd:x', 'absent-package')).toMatchObject({
      code: 'invalid-options',
      message: 'the package absent-package is not installed; run: npm install absent-package',
    })
  })
})
