import type { Etcd3, IKeyValue } from 'etcd3'

/** The keys from one on, up to another that is no more among them. */
export interface EtcdRange {
  readonly key: Buffer
  readonly range_end: Buffer
}

/** Keys of one reply: with values of the greatest size that etcd takes they stay below what gRPC moves at once. */
const page = 1_000

/** What a range holds at one revision. */
export interface RangeContent {
  readonly kvs: readonly IKeyValue[]
  readonly revision: string
}

/** Every key that begins with a text; an empty one is everything. Source: etcd, "etcd API", key ranges. */
export function rangeOf(prefix: string): EtcdRange {
  const key = Buffer.from(prefix)
  // UTF-8 has no byte 0xff, so that there is always a next one.
  if (key.length > 0) return { key, range_end: Buffer.from(key).fill((key.at(-1) ?? 0) + 1, key.length - 1) }
  return { key: Buffer.from([0]), range_end: Buffer.from([0]) }
}

/** Reads a range page by page, all of them as they were at the revision of the first. */
export async function readRange(client: Etcd3, range: EtcdRange): Promise<RangeContent> {
  const first = await client.kv.range({ ...range, limit: page })
  const { revision } = first.header
  const kvs = [...first.kvs]
  for (let answer = first; answer.more; ) {
    const key = Buffer.concat([kvs.at(-1)?.key ?? range.key, Buffer.from([0])])
    answer = await client.kv.range({ ...range, key, limit: page, revision })
    kvs.push(...answer.kvs)
  }
  return { kvs, revision }
}
