import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConfigEntry } from '@dmt-providers/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runCommand } from '../../../tooling/servers/run-command.js'
import { createFile } from '../src/index.js'

const isRoot = process.getuid?.() === 0

/** A folder that everybody may enter, and a store on a folder in it. */
async function place() {
  const above = await mkdtemp(join(tmpdir(), 'dmt-config-'))
  await chmod(above, 0o777)
  const folder = join(above, 'values')
  await mkdir(folder)
  await chmod(folder, 0o777)
  const store = createFile({ folder, rescanMs: 86_400_000 })
  onTestFinished(async () => {
    await store.close()
    await rm(above, { recursive: true })
  })
  return { above, folder, store }
}

/** Root may read everything; from here on this process may do as little as `nobody`. */
function asNobody(): void {
  if (!isRoot) return
  process.seteuid?.('nobody')
  onTestFinished(() => void process.seteuid?.(0))
}

const valuesOf = (entries: readonly ConfigEntry[] | undefined) => entries?.map(({ value }) => value)

describe('a folder that this process may not read', () => {
  it('is an error and never absent: a file of a key, a folder on the way, the folder itself', async () => {
    for (const path of ['values/mps/config', 'values/mps', 'values']) {
      const { above, folder, store } = await place()
      await mkdir(join(folder, 'mps'))
      await writeFile(join(folder, 'mps', 'config'), '1')
      await chmod(join(above, path), 0)
      asNobody()
      const denied = { code: 'permission-denied' }
      await expect(store.get('mps/config')).rejects.toMatchObject(denied)
      await expect(store.list('')).rejects.toMatchObject(denied)
      await expect(store.watch('mps/').next()).rejects.toMatchObject(denied)
      if (isRoot) process.seteuid?.(0)
      await chmod(join(above, path), 0o755)
    }
  })

  it('refuses a write with a code, and keeps what is there', async () => {
    const { folder, store } = await place()
    await writeFile(join(folder, 'a'), '1')
    await chmod(folder, 0o555)
    asNobody()
    await expect(store.put('a', '2')).rejects.toMatchObject({ code: 'permission-denied' })
    expect((await store.get('a'))?.value).toBe('1')
  })

  it("may have neighbours that are nobody's keys, such as the lost+found of a volume", async () => {
    const { folder, store } = await place()
    await mkdir(join(folder, 'lost+found'), { mode: 0 })
    await writeFile(join(folder, 'a'), '1')
    await chmod(join(folder, 'a'), 0o644)
    asNobody()
    expect(valuesOf(await store.list(''))).toEqual(['1'])
    expect(valuesOf((await store.watch('').next()).value ?? [])).toEqual(['1'])
  })

  it('may be below one that is closed', async () => {
    const { above, folder, store } = await place()
    await writeFile(join(folder, 'a'), '1')
    await chmod(join(folder, 'a'), 0o644)
    await chmod(above, 0o711)
    asNobody()
    const watch = store.watch('')
    expect(valuesOf((await watch.next()).value ?? [])).toEqual(['1'])
    if (isRoot) process.seteuid?.(0)
    await writeFile(join(folder, 'b'), '2', { mode: 0o644 })
    expect(valuesOf((await watch.next()).value ?? [])).toEqual(['1', '2'])
    await watch.return()
  })
})

describe('a folder that is removed', () => {
  it('is unavailable and not empty until it is there again, and a watch waits for that', async () => {
    const { above, folder, store } = await place()
    await store.put('a', '1')
    const watch = store.watch('')
    expect(valuesOf((await watch.next()).value ?? [])).toEqual(['1'])
    const next = watch.next()
    await rename(folder, join(above, 'old'))
    const gone = { code: 'unavailable', message: expect.stringContaining('was there and is gone') }
    await expect(store.get('a')).rejects.toMatchObject(gone)
    await expect(store.list('')).rejects.toMatchObject(gone)
    await expect(store.put('a', '2', { expected: 'absent' })).rejects.toMatchObject(gone)
    expect(await readdir(above)).toEqual(['old'])
    await mkdir(join(above, 'next'))
    await writeFile(join(above, 'next', 'a'), '3')
    await rename(join(above, 'next'), folder)
    expect(valuesOf((await next).value ?? [])).toEqual(['3'])
    await watch.return()
  })
})

describe('many files', () => {
  it('of 1,000 keys each change is told, and only the file that changed is read again', async () => {
    const { folder, store } = await place()
    const name = (place: number) => `key-${String(place).padStart(4, '0')}`
    await Promise.all(Array.from({ length: 1_000 }, (_, place) => writeFile(join(folder, name(place)), `${place}`)))
    const watch = store.watch('')
    const [before] = [(await watch.next()).value ?? []]
    expect(before).toHaveLength(1_000)
    for (const place of [0, 500, 999]) {
      await store.put(name(place), 'changed')
      const entries = (await watch.next()).value ?? []
      expect(entries[place]?.value).toBe('changed')
      expect(entries.filter((entry, at) => entry !== before[at])).toHaveLength(1)
      before[place] = entries[place] ?? { key: '', value: '', version: '' }
    }
    await watch.return()
  })

  it('in a burst of 100 changes the newest is told', async () => {
    const { store } = await place()
    await store.put('a', '0')
    const watch = store.watch('')
    await watch.next()
    const newest = (async () => {
      for (;;) if (valuesOf((await watch.next()).value ?? [])?.[0] === '100') return
    })()
    for (let value = 1; value <= 100; value += 1) await store.put('a', String(value))
    await newest
    await watch.return()
  })
})

describe('a file that is no text for a moment', () => {
  it('ends no watch', async () => {
    const { folder, store } = await place()
    await writeFile(join(folder, 'a'), '1')
    const watch = store.watch('')
    await watch.next()
    const next = watch.next()
    await writeFile(join(folder, 'a'), Buffer.from([0xc3]))
    await expect(store.get('a')).rejects.toMatchObject({ code: 'internal' })
    await writeFile(join(folder, 'a'), 'é')
    expect(valuesOf((await next).value ?? [])).toEqual(['é'])
    await watch.return()
  })
})

/** Bytes of a file system that is soon full. */
const smallDisk = 64 * 1_024

describe(`a full disk${isRoot ? '' : ' [not run: only root can mount a small one]'}`, () => {
  it.skipIf(!isRoot)(
    'refuses a write with limit-exceeded, keeps the old value, and leaves nothing behind',
    async () => {
      const { above, folder, store } = await place()
      await runCommand('mount', ['-t', 'tmpfs', '-o', `size=${smallDisk}`, 'tmpfs', folder])
      onTestFinished(async () => void (await runCommand('umount', [folder]).catch(() => undefined)))
      await store.put('a', 'kept')
      const watch = store.watch('')
      await watch.next()
      await expect(store.put('a', 'x'.repeat(2 * smallDisk))).rejects.toMatchObject({ code: 'limit-exceeded' })
      expect((await store.get('a'))?.value).toBe('kept')
      expect(await readdir(folder)).toEqual(['a'])
      await store.put('a', 'later')
      expect(valuesOf((await watch.next()).value ?? [])).toEqual(['later'])
      await watch.return()
      expect((await stat(above)).isDirectory()).toBe(true)
      await runCommand('umount', [folder])
    },
  )
})
