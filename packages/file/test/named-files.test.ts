import { createHook } from 'node:async_hooks'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConfigEntry } from '@dmt-providers/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createFile } from '../src/index.js'

const isRoot = process.getuid?.() === 0

type Values = Readonly<Record<string, string>>

// Everything is written synchronously: the watch hears of it afterwards, of all of it in one turn.
function place(values: Values = {}) {
  const above = mkdtempSync(join(tmpdir(), 'dmt-config-'))
  const folder = join(above, 'values')
  mkdirSync(folder)
  let drafts = 0
  const put = (name: string, value: string) => {
    const draft = join(above, `draft-${drafts++}`)
    writeFileSync(draft, value)
    renameSync(draft, join(folder, name))
  }
  for (const [name, value] of Object.entries(values)) put(name, value)
  // No look without being told: a change that only a rescan finds is one that was missed.
  const store = createFile({ folder, rescanMs: 86_400_000 })
  onTestFinished(async () => {
    await store.close()
    await rm(above, { recursive: true })
  })
  return { above, folder, store, put }
}

/**
 * A place and a watch of it that has begun. `until` answers everything that was told on the way. A watch that begins to
 * listen to a folder looks at everything once more: `settle` gets that over, by changes of a key of its own.
 */
async function watched(values: Values, prefix = '', marker = 'z') {
  const made = place({ ...values, [marker]: '' })
  const watch = made.store.watch(prefix)
  const next = async () => (await watch.next()).value ?? []
  const until = async (expected: Values) => {
    const told: Values[] = []
    for (;;) {
      const now = valuesOf(await next())
      delete now[decodeURIComponent(marker)]
      told.push(now)
      if (JSON.stringify(now) === JSON.stringify(expected)) return told
    }
  }
  const settle = async () => {
    for (const value of ['settling', '']) {
      made.put(marker, value)
      while ((await next()).find(({ key }) => key === decodeURIComponent(marker))?.value !== value);
    }
  }
  await next()
  await settle()
  return { ...made, next, until, settle }
}

const valuesOf = (entries: readonly ConfigEntry[]): Record<string, string> =>
  Object.fromEntries(entries.map(({ key, value }) => [key, value]))

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`key-${String(at).padStart(4, '0')}`, String(at)]))

/** Counts what this process asks of file systems, but for synchronous calls. */
function countRequests() {
  let requests = 0
  const hook = createHook({
    init: (_, type) => {
      if (type.startsWith('FSREQ') || type.startsWith('FILEHANDLE')) requests++
    },
  }).enable()
  onTestFinished(() => void hook.disable())
  return () => requests
}

describe('a change of one file', () => {
  it('costs a few requests, with one key and among 1,000, and leaves the other entries the same objects', async () => {
    for (const count of [1, 1_000]) {
      const { next, put } = await watched(many(count))
      put('key-0000', 'before')
      const begun = await next()
      const requests = countRequests()
      const counts = []
      for (let round = 0; round < 10; round++) {
        const before = requests()
        put('key-0000', `changed ${round}`)
        const entries = await next()
        counts.push(requests() - before)
        expect(entries[0]?.value).toBe(`changed ${round}`)
        expect(entries.filter((entry, at) => entry !== begun[at])).toHaveLength(1)
      }
      // One look takes five, and what is left of the change before may be looked at in the same.
      expect(Math.min(...counts)).toBeGreaterThan(0)
      expect(Math.max(...counts)).toBeLessThan(30)
    }
  })

  it('does not need the others to be readable, nor those outside the prefix', async () => {
    const { above, folder, put, until } = await watched({ 'a.1': '1', 'a.2': '2', b: '3' }, 'a', 'a.z')
    for (const path of [above, folder]) chmodSync(path, 0o755)
    for (const name of ['a.2', 'b']) chmodSync(join(folder, name), 0)
    put('a.1', 'changed')
    if (isRoot) process.seteuid?.('nobody')
    onTestFinished(() => void (isRoot && process.seteuid?.(0)))
    await until({ 'a.1': 'changed', 'a.2': '2' })
    for (const round of ['1', '2']) {
      if (isRoot) process.seteuid?.(0)
      put('b', round)
      chmodSync(join(folder, 'b'), 0)
      put('a.1', round)
      if (isRoot) process.seteuid?.('nobody')
      await until({ 'a.1': round, 'a.2': '2' })
    }
  })

  it('is told of a new key and of one that is removed', async () => {
    const { folder, put, until } = await watched({ a: '1' })
    put('b', '2')
    await until({ a: '1', b: '2' })
    unlinkSync(join(folder, 'a'))
    await until({ b: '2' })
    put('a', '3')
    await until({ a: '3', b: '2' })
  })

  it('is told of each of its names: links, and several names of one file, made before or later', async () => {
    const { folder, until } = await watched({ a: '1' })
    symlinkSync('a', join(folder, 'b'))
    linkSync(join(folder, 'a'), join(folder, 'c'))
    await until({ a: '1', b: '1', c: '1' })
    for (const [at, name] of ['a', 'b', 'c'].entries()) {
      const value = `by ${name} ${at}`
      writeFileSync(join(folder, name), value)
      await until({ a: value, b: value, c: value })
    }
  })
})

describe('many changes at once', () => {
  it('are all told, of files that are replaced and of files that are written in place', async () => {
    const values = many(1_000)
    const { folder, put, until } = await watched(values)
    for (const count of [40, 400]) {
      const changed = Object.fromEntries(
        Object.keys(values)
          .slice(-count)
          .map((key) => [key, `of ${count}`]),
      )
      for (const [at, [key, value]] of Object.entries(changed).entries()) {
        if (at % 2 === 0) put(key, value)
        else writeFileSync(join(folder, key), value)
      }
      Object.assign(values, changed)
      await until(values)
    }
  })

  it('are told though they are more than the system keeps', async () => {
    const { folder, put, until } = await watched({ a: '1', b: '2', last: '3' })
    // Linux keeps 16,384 and drops the rest, of which the last is one. Equal ones in a row would become one.
    for (let at = 0; at < 10_000; at++) for (const name of ['a', 'b']) utimesSync(join(folder, name), at, at)
    put('last', 'changed')
    await until({ a: '1', b: '2', last: 'changed' })
  })
})

describe('folders', () => {
  it('that are removed and made anew with the same names are followed', async () => {
    const { folder, until, settle } = await watched({})
    for (const round of ['1', '2', '3']) {
      // The file system may give the new folder the number of the old one.
      rmSync(join(folder, 'mps'), { recursive: true, force: true })
      mkdirSync(join(folder, 'mps'))
      writeFileSync(join(folder, 'mps', 'config'), round)
      await until({ 'mps/config': round })
      await settle()
      writeFileSync(join(folder, 'mps', 'config'), `${round} later`)
      await until({ 'mps/config': `${round} later` })
      await settle()
    }
  })

  it('take the place of a key and give it back', async () => {
    const { folder, put, until, settle } = await watched({ a: '1', y: '0' })
    unlinkSync(join(folder, 'a'))
    mkdirSync(join(folder, 'a'))
    put('a/b', '2')
    await until({ 'a/b': '2', y: '0' })
    put('%61', 'aside')
    await until({ a: 'aside', 'a/b': '2', y: '0' })
    rmSync(join(folder, 'a'), { recursive: true })
    put('a', '3')
    await until({ a: '3', y: '0' })
    await settle()
    unlinkSync(join(folder, 'a'))
    await until({ a: 'aside', y: '0' })
  })

  it('outside the prefix lead into it when they take the place of a file', async () => {
    const { folder, put, until } = await watched({ a: '1' }, 'a/', '%61%2Fz')
    unlinkSync(join(folder, 'a'))
    mkdirSync(join(folder, 'a'))
    put('a/b', '2')
    await until({ 'a/b': '2' })
  })

  it('that go right after a change tell of nothing absent', async () => {
    const { above, folder, put, until } = await watched({ a: '1' })
    const told = until({ a: '3' })
    put('a', '2')
    renameSync(folder, join(above, 'old'))
    await new Promise((resolve) => setImmediate(resolve))
    mkdirSync(join(above, 'next'))
    writeFileSync(join(above, 'next', 'a'), '3')
    renameSync(join(above, 'next'), folder)
    expect(await told).toEqual([{ a: '3' }])
  })
})

describe('a file that is written while it is read', () => {
  it('is never answered as empty', async () => {
    const length = 1_000_000
    const { folder, store } = place({ a: 'x'.repeat(length) })
    const file = await open(join(folder, 'a'), 'r+')
    onTestFinished(async () => await file.close())
    let isOver = false
    const write = async () => {
      for (let at = 0; !isOver; at++) {
        await file.write(String(at % 10), 0)
        // Between two writes there is time for a whole reading.
        for (let other = 0; other < 5; other++) await readFile(join(folder, 'a'))
      }
    }
    const writing = write()
    onTestFinished(async () => {
      isOver = true
      await writing
    })
    for (let reading = 0; reading < 100; reading++) {
      // Whoever writes all the time may keep it from being read; that is an error and no value.
      const entry = await store.get('a').catch(() => undefined)
      expect(entry?.value.length ?? length).toBe(length)
    }
  })
})
