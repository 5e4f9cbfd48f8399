import { deepStrictEqual } from 'node:assert/strict'
import { openSecrets } from '@dmt-providers/core'
import { RawAws } from './raw-aws.js'
import { RawKeyVault } from './raw-key-vault.js'
import type { RawReader } from './raw-reader.js'
import { RawVault } from './raw-vault.js'
import type { ReadPair, ReadWork } from './read-work.js'

/** Reads of neighbouring calls lie apart; the step is prime, so that every secret has its turn. */
const stride = 7919

type Read = (path: string) => Promise<unknown>

/** Reads the same secrets through a store without a cache and with the product's client alone, in turn. */
export async function* compareReads({ url, secrets, callers, slice, pairs }: ReadWork): AsyncGenerator<ReadPair> {
  const store = await openSecrets(url)
  const raw = rawReader(url, callers)
  const paths = Array.from({ length: slice }, (_, at) => `devices/${(at * stride) % secrets}`)
  for (let at = 0; at < secrets; at++) await store.put(`devices/${at}`, { AMT_PASSWORD: `P@ssw0rd-${at}` })
  // A fresh read is one request; without the word, callers of one path would share it.
  const ours: Read = async (path) => (await store.get(path, { fresh: true }))?.data
  const bare: Read = (path) => raw.read(path)
  try {
    for (const path of paths.slice(0, callers)) deepStrictEqual(await ours(path), await bare(path))
    for (const read of [ours, bare, ours, bare]) await rate(read, paths, callers)
    for (let count = 0; count < pairs; count++) {
      // Who begins alternates, so that neither side always runs after the other.
      const before = count % 2 === 0 ? await rate(ours, paths, callers) : undefined
      const alone = await rate(bare, paths, callers)
      yield { ours: before ?? (await rate(ours, paths, callers)), raw: alone }
    }
  } finally {
    await store.close()
    await raw.close()
  }
}

function rawReader(url: string, callers: number): RawReader {
  if (url.startsWith('azure')) return new RawKeyVault(url)
  return new (url.startsWith('vault') ? RawVault : RawAws)(url, callers)
}

/** Reads per second of so many callers at once. */
async function rate(read: Read, paths: readonly string[], callers: number): Promise<number> {
  let next = 0
  const caller = async () => {
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) await read(path)
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: callers }, caller))
  return (paths.length / (performance.now() - started)) * 1_000
}
