import { chmod, mkdir, mkdtemp, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConfigStore } from '@dmt-providers/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createFile } from '../src/index.js'

async function place(name = 'values') {
  const above = await mkdtemp(join(tmpdir(), 'dmt-config-'))
  const folder = join(above, name)
  // No look without being told: a change that only a rescan finds is one that was missed.
  const store = createFile({ folder, rescanMs: 86_400_000 })
  onTestFinished(async () => {
    await store.close()
    await rm(above, { recursive: true })
  })
  return { above, folder, store }
}

/** Reads on until the values are these. */
async function reading(store: ConfigStore, prefix = '') {
  const watch = store.watch(prefix)
  onTestFinished(async () => void (await watch.return()))
  const values = async () => {
    const { value } = await watch.next()
    return Object.fromEntries((value ?? []).map((entry) => [entry.key, entry.value]))
  }
  const until = async (expected: Readonly<Record<string, string>>) => {
    for (;;) if (JSON.stringify(await values()) === JSON.stringify(expected)) return
  }
  return { values, until }
}

describe('a watch of files', () => {
  it('hears of a file that an editor replaces, and not of what the editor leaves beside it', async () => {
    const { folder, store } = await place()
    await mkdir(folder)
    await writeFile(join(folder, 'log_level'), 'info')
    const { values } = await reading(store)
    expect(await values()).toEqual({ log_level: 'info' })
    const next = values()
    for (const name of ['.log_level.swp', 'log_level~', '#log_level#']) await writeFile(join(folder, name), 'draft')
    await rename(join(folder, 'log_level'), join(folder, 'log_level~'))
    await writeFile(join(folder, '.new'), 'debug')
    await rename(join(folder, '.new'), join(folder, 'log_level'))
    expect([{}, { log_level: 'debug' }]).toContainEqual(await next)
    expect(await store.list('')).toMatchObject([{ key: 'log_level', value: 'debug' }])
  })

  it('answers a file that is written in place once it is whole', async () => {
    const { folder, store } = await place()
    await mkdir(folder)
    await writeFile(join(folder, 'a'), 'before')
    const { values, until } = await reading(store)
    await values()
    await writeFile(join(folder, 'a'), 'after')
    await until({ a: 'after' })
  })

  it('follows a config map of Kubernetes, whose link to the data is swapped', async () => {
    const { folder, store } = await place()
    const data = async (name: string, value: string) => {
      await mkdir(join(folder, name, 'mps'), { recursive: true })
      await writeFile(join(folder, name, 'config.json'), value)
      await writeFile(join(folder, name, 'mps', 'config'), value)
      await symlink(name, join(folder, '..data_tmp'))
      await rename(join(folder, '..data_tmp'), join(folder, '..data'))
    }
    await data('..2026_1', '1')
    await symlink('..data/config.json', join(folder, 'config.json'))
    await symlink('..data/mps', join(folder, 'mps'))
    const { values, until } = await reading(store)
    expect(await values()).toEqual({ 'config.json': '1', 'mps/config': '1' })
    for (const value of ['2', '3']) {
      await data(`..2026_${value}`, value)
      await rm(join(folder, `..2026_${Number(value) - 1}`), { recursive: true })
      await until({ 'config.json': value, 'mps/config': value })
    }
  })

  it('begins before there is a folder, and goes on when the folder is replaced', async () => {
    const { above, folder, store } = await place()
    const { values, until } = await reading(store)
    expect(await values()).toEqual({})
    for (const value of ['1', '2']) {
      await mkdir(join(above, 'next'))
      await writeFile(join(above, 'next', 'a'), value)
      await rename(folder, join(above, `old-${value}`)).catch(() => undefined)
      await rename(join(above, 'next'), folder)
      await until({ a: value })
    }
  })

  it('hears of folders in folders that come and go', async () => {
    const { folder, store } = await place()
    const { values, until } = await reading(store, 'a/b')
    await values()
    await mkdir(join(folder, 'a', 'b', 'c'), { recursive: true })
    await writeFile(join(folder, 'a', 'b', 'c', 'd'), '1')
    await until({ 'a/b/c/d': '1' })
    await writeFile(join(folder, 'a', 'b', 'c', 'd'), '2')
    await until({ 'a/b/c/d': '2' })
    await rm(join(folder, 'a'), { recursive: true })
    await until({})
  })
})

describe('a folder of files', () => {
  it('takes what people put there: links to folders above do not make it endless', async () => {
    const { folder, store } = await place()
    await mkdir(join(folder, 'a'), { recursive: true })
    await symlink('..', join(folder, 'a', 'up'))
    await writeFile(join(folder, 'a', 'b'), '1')
    expect((await store.list('')).map(({ key }) => key)).toEqual(['a/b'])
  })

  it('says which file is no text', async () => {
    const { folder, store } = await place()
    await mkdir(folder)
    await writeFile(join(folder, 'a'), Buffer.from([0xff, 0xfe, 0x00]))
    await expect(store.get('a')).rejects.toMatchObject({ code: 'internal', message: expect.stringContaining('UTF-8') })
  })

  it('goes on after a process that was killed in the midst of a write', async () => {
    const { folder, store } = await place()
    await mkdir(folder)
    const long = new Date(Date.now() - 60_000)
    for (const name of ['.dmt-lock', '.dmt-left']) {
      await writeFile(join(folder, name), '')
      await utimes(join(folder, name), long, long)
    }
    await store.put('a', '1')
    expect((await store.get('a'))?.value).toBe('1')
    await expect(rm(join(folder, '.dmt-left'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('waits for a writer who is at work, and no longer than it is told', async () => {
    const { folder, store } = await place()
    await mkdir(folder)
    await writeFile(join(folder, '.dmt-lock'), '')
    await expect(store.put('a', '1', { timeoutMs: 200 })).rejects.toMatchObject({ code: 'timeout' })
    const put = store.put('a', '2')
    await rm(join(folder, '.dmt-lock'))
    await put
    expect((await store.get('a'))?.value).toBe('2')
  })

  it('keeps the mode of a file, and makes new ones for their owner alone', async () => {
    const { folder, store } = await place()
    await store.put('a', '1')
    const modeOf = async (name: string) => (await stat(join(folder, name))).mode
    expect((await modeOf('a')) & 0o777).toBe(0o600)
    await chmod(join(folder, 'a'), 0o640)
    await store.put('a', '2')
    expect((await modeOf('a')) & 0o777).toBe(0o640)
  })
})
