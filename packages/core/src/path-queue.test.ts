import { expect, it } from 'vitest'
import { PathQueue } from './path-queue.js'

it('runs the tasks of a path one after the other, those of another at once, and goes on after a failure', async () => {
  const queue = new PathQueue()
  const started: string[] = []
  let release: () => void = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const first = queue.run('a', async () => {
    started.push('a1')
    await held
    throw new Error('first fails')
  })
  const second = queue.run('a', async () => started.push('a2'))
  await queue.run('b', async () => started.push('b1'))
  expect(started).toEqual(['a1', 'b1'])
  release()
  await expect(first).rejects.toThrow('first fails')
  await second
  expect(started).toEqual(['a1', 'b1', 'a2'])
})
