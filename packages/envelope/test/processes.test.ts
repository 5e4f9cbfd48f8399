import { chmod, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Line, Running } from '../../../tooling/fixtures/running-program.js'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { testProgram } from '../../../tooling/fixtures/test-program.js'
import { folderOfPath } from '../src/file-records/folder-name.js'
import { createEnvelope, generateKey } from '../src/index.js'

const program = testProgram('packages/envelope', 'program.ts')

const start = (args: readonly string[], key: string, user?: number) =>
  program(args, { env: { DMT_ENVELOPE_KEY: key }, ...(user === undefined ? {} : { uid: user, gid: user }) })

async function place() {
  const folder = join(await tempFolder(), 'store')
  const key = generateKey()
  return { folder, key, store: createEnvelope({ folder, key, keepVersions: 1_000 }) }
}

const linesOf = (programs: readonly Running[]): Line[] => programs.flatMap(({ lines }) => lines)

describe('several processes on one folder', { timeout: 120_000 }, () => {
  it('make the store together, and each write gets a version of its own', async () => {
    const { folder, key, store } = await place()
    const programs = ['a', 'b', 'c', 'd'].map((id) => start(['write-some', folder, id], key))
    expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([0, 0, 0, 0])
    const told = linesOf(programs)
    expect(told.map(({ version }) => Number(version)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 160 }, (_, index) => index + 1),
    )
    for (const { version, ...data } of told) {
      expect((await store.getVersion('contended', String(version)))?.data).toEqual(data)
    }
  })

  it('lose no update by compare-and-set', async () => {
    const { folder, key, store } = await place()
    const programs = [1, 2, 3, 4].map((id) => start(['count', folder, String(id)], key))
    expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([0, 0, 0, 0])
    expect(await store.get('counter')).toMatchObject({ version: '120', data: { value: 120 } })
  })

  it('are first at a path one at a time', async () => {
    const { folder, key, store } = await place()
    const programs = ['a', 'b', 'c'].map((id) => start(['claim', folder, id], key))
    expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([0, 0, 0])
    const claims = linesOf(programs)
    expect(claims.map(({ path }) => Number(path)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 60 }, (_, index) => index),
    )
    for (const { path, id } of claims) {
      expect(await store.get(`claimed/${path}`)).toMatchObject({ version: '1', data: { id } })
    }
  })

  it('see a secret whole or not at all while it is put and removed', async () => {
    const { folder, key, store } = await place()
    const programs = ['a', 'b'].map((id) => start(['flicker', folder, id], key))
    await Promise.all(programs.map(({ printed }) => printed(1)))
    let [present, absent] = [0, 0]
    while (linesOf(programs).length < 300) {
      const secret = await store.get('flickering')
      if (secret === undefined) absent++
      else present++
      expect(secret === undefined || secret.data.text === 'x'.repeat(5_000)).toBe(true)
    }
    for (const program of programs) program.process.kill('SIGKILL')
    expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual(['SIGKILL', 'SIGKILL'])
    expect(linesOf(programs).filter(({ error }) => error !== undefined)).toEqual([])
    expect(present).toBeGreaterThan(0)
    expect(absent).toBeGreaterThan(0)
  })

  it('that are killed while they write lose nothing they were told was written', async () => {
    const { folder, key, store } = await place()
    const all: Running[] = []
    for (let round = 1; round <= 6; round++) {
      const programs = ['a', 'b', 'c'].map((id) => start(['write', folder, `${id}${round}`], key))
      all.push(...programs)
      // Each is killed after another number of writes, two of them while the third goes on.
      for (const [index, program] of programs.entries()) {
        await program.printed(3 * (index + 1) + round)
        program.process.kill('SIGKILL')
      }
      expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL'])
      const told = linesOf(all)
      expect(told.filter(({ error }) => error !== undefined)).toEqual([])
      expect(new Set(told.map(({ version }) => version)).size).toBe(told.length)
      for (const { version, ...data } of told) {
        expect((await store.getVersion('contended', String(version)))?.data).toEqual(data)
      }
    }
    const last = await store.put('contended', { id: 'last' })
    const kept = await store.versions('contended')
    expect(kept).toEqual(Array.from({ length: Number(last) }, (_, index) => String(Number(last) - index)))
    // Whatever the killed ones left is gone: the versions, and the head.
    expect(await readdir(join(folder, 'records', folderOfPath('contended')))).toHaveLength(kept.length + 1)
  })

  it('with different keys: the first to write has the store, the other is refused', async () => {
    const { folder } = await place()
    const programs = [generateKey(), generateKey()].map((key) => start(['claim', folder, 'x'], key))
    const ends = await Promise.all(programs.map(({ ended }) => ended))
    expect([...ends].sort()).toEqual([0, 1])
    const refused = programs[ends.indexOf(1)]
    expect(refused?.lines.at(-1)).toMatchObject({ error: 'unauthenticated' })
    expect(refused?.lines).toHaveLength(1)
    expect(programs[ends.indexOf(0)]?.lines).toHaveLength(60)
  })
})

describe('a process of another user', () => {
  const nobody = process.getuid?.() === 0 ? 65_534 : undefined

  it.each([
    ['may not read it', '.', 0o000],
    ['may not write to it', 'records', 0o555],
  ])('is told at start that it %s', async (_, part, mode) => {
    const { folder, key, store } = await place()
    await store.put('a', {})
    for (const path of [join(folder, '..'), folder, join(folder, 'envelope.json')]) await chmod(path, 0o755)
    await chmod(join(folder, part), mode)
    const program = start(['probe', folder, ''], key, nobody)
    expect(await program.ended).toBe(1)
    expect(program.lines).toMatchObject([{ error: 'permission-denied' }])
    await chmod(join(folder, part), 0o700)
  })

  it('is told at start that it cannot make the store', async () => {
    const above = await tempFolder()
    await chmod(above, 0o555)
    const program = start(['probe', join(above, 'new'), ''], generateKey(), nobody)
    expect(await program.ended).toBe(1)
    expect(program.lines).toMatchObject([{ error: 'permission-denied' }])
    expect(await readdir(above)).toEqual([])
    await chmod(above, 0o700)
  })

  it('may use a folder that was made for it', async () => {
    const above = await tempFolder()
    await chmod(above, 0o755)
    await mkdir(join(above, 'store'))
    await chmod(join(above, 'store'), 0o777)
    const program = start(['probe', join(above, 'store'), ''], generateKey(), nobody)
    expect(await program.ended).toBe(0)
  })
})
