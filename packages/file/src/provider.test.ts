import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Environment, openConfig, registerProvider } from '@dmt-providers/core'
import { expect, it, onTestFinished } from 'vitest'
import { createFile } from './create-file.js'
import { providers } from './provider.js'

for (const provider of providers) registerProvider(provider)

it.each([
  ['an absolute path', (folder: string) => `file:${encodeURI(folder)}`],
  ['a file URL', (folder: string) => `file://${encodeURI(folder)}?rescanMs=1000`],
  ['the environment', () => 'file:'],
])('opens the folder that %s names', async (_, url) => {
  const above = await mkdtemp(join(tmpdir(), 'dmt config-'))
  onTestFinished(() => rm(above, { recursive: true }))
  const folder = join(above, 'values')
  const version = await createFile({ folder }).put('mps/one', 'value')
  const store = await openConfig(url(folder), { environment: new Environment({ dmt_config_folder: folder }) })
  expect(await store.get('mps/one')).toEqual({ key: 'mps/one', value: 'value', version })
})

it.each([
  ['file:', 'folder (DMT_CONFIG_FOLDER): is missing'],
  ['file:./a?rescan=1', 'did you mean rescanMs?'],
  ['file:./a?rescanMs=1', 'rescanMs: give a number of milliseconds'],
  ['file:./%zz', 'percent-encode it as %25'],
  ['file://host/folder', 'is no path of this machine'],
])('refuses %s', async (url, message) => {
  const open = openConfig(url, { environment: new Environment({}) })
  await expect(open).rejects.toMatchObject({ code: 'invalid-options', message: expect.stringContaining(message) })
})
