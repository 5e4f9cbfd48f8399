import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { FolderLock } from './folder-lock.js'

/** The lock file that a process of this machine leaves behind, changed in parts. */
async function leftBehind(folder: string, change: object): Promise<string> {
  const lock = await FolderLock.take(folder)
  const file = join(folder, 'lock')
  const holder: object = JSON.parse(await readFile(file, 'utf8'))
  await lock.release()
  await writeFile(file, JSON.stringify({ ...holder, id: 'left-behind', ...change }))
  return file
}

describe('FolderLock', () => {
  it('keeps everybody out, this process too, until it is released', async () => {
    const folder = await tempFolder()
    const lock = await FolderLock.take(folder)
    await expect(FolderLock.take(folder)).rejects.toMatchObject({ code: 'unavailable', retryable: false })
    await lock.release()
    await (await FolderLock.take(folder)).release()
    expect(await readdir(folder)).toEqual([])
  })

  it.each([
    ['of a process that has ended', { pid: 2 ** 22 + 1 }],
    ['of an earlier process with the number of a living one', { started: '1' }],
  ])('is taken over at once %s', async (_, change) => {
    const folder = await tempFolder()
    await leftBehind(folder, change)
    await (await FolderLock.take(folder)).release()
  })

  it('of another machine is respected until it has been silent for 15 seconds', async () => {
    const folder = await tempFolder()
    const file = await leftBehind(folder, { space: 'another-machine', pid: 1 })
    await expect(FolderLock.take(folder)).rejects.toThrow('process 1 on another-machine')
    const past = new Date(Date.now() - 16_000)
    await utimes(file, past, past)
    await (await FolderLock.take(folder)).release()
  })

  it('that holds no holder is taken over', async () => {
    const folder = await tempFolder()
    await writeFile(join(folder, 'lock'), '{"id":')
    await (await FolderLock.take(folder)).release()
  })

  it('left behind is taken over by exactly one of many', async () => {
    for (let round = 0; round < 40; round++) {
      const folder = await tempFolder()
      await leftBehind(folder, { pid: 2 ** 22 + 1 })
      const takes = await Promise.allSettled(Array.from({ length: 12 }, () => FolderLock.take(folder)))
      const taken = takes.flatMap((take) => (take.status === 'fulfilled' ? [take.value] : []))
      expect(taken).toHaveLength(1)
      for (const lock of taken) await lock.release()
      expect(await readdir(folder)).toEqual([])
    }
  })
})
