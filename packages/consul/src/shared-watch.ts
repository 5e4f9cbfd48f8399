import { setTimeout as pause } from 'node:timers/promises'
import { Changes, type ConfigEntry } from '@dmt-providers/core'
import { followPlace } from './follow-place.js'
import type { KvStore } from './kv-store.js'

/** Milliseconds after a failure before the next query, half of them by chance: all who share it come back at once. */
const rest = 500

/** One watch among those that share a query. */
interface Member {
  readonly prefix: string
  readonly changes: Changes
  entries: ConfigEntry[]
}

/** Any number of watches by one query, of all that lies below what their prefixes have in common. */
export class SharedWatch {
  readonly #members = new Set<Member>()
  /** Ends the query that waits; there is none while one is on its way for what is there now. */
  #waiting: AbortController | undefined
  #changed = false
  #running = false

  constructor(private readonly kv: KvStore) {}

  /** As {@link followPlace}. */
  async *join(prefix: string, signal: AbortSignal): AsyncGenerator<ConfigEntry[]> {
    const member: Member = { prefix, changes: new Changes(), entries: [] }
    this.#members.add(member)
    this.#look()
    try {
      while (await member.changes.next(signal)) yield member.entries
    } finally {
      this.#members.delete(member)
      if (this.#members.size === 0) this.#look()
    }
  }

  /** Has what is there now read for those who came; however many come meanwhile, it is read once more for all of them. */
  #look(): void {
    this.#changed = true
    this.#waiting?.abort()
    if (!this.#running) this.#run().catch(() => undefined)
  }

  async #run(): Promise<void> {
    this.#running = true
    while (this.#members.size > 0) {
      const members = [...this.#members]
      try {
        await this.#follow(members)
      } catch (error) {
        for (const member of members) {
          this.#members.delete(member)
          member.changes.fail(error)
        }
        await pause(rest / 2 + (Math.random() * rest) / 2, undefined, { ref: false })
      }
    }
    this.#running = false
  }

  async #follow(members: readonly Member[]): Promise<void> {
    this.#changed = false
    const stop = new AbortController()
    const place = commonStart(members.map(({ prefix }) => prefix))
    let before: ReadonlyMap<string, string> | undefined
    try {
      for await (const entries of followPlace(this.kv, place, stop.signal)) {
        const now = new Map(entries.map(({ key, version }) => [key, version]))
        const keys = before && differing(before, now)
        before = now
        // Of a thousand places one has changed: the others are not even looked at.
        for (const member of members)
          if (keys === undefined || keys.some((key) => key.startsWith(member.prefix))) tell(member, entries)
        if (this.#changed) return
        this.#waiting = stop
      }
    } finally {
      this.#waiting = undefined
    }
  }
}

function tell(member: Member, all: readonly ConfigEntry[]): void {
  member.entries = all.filter(({ key }) => key.startsWith(member.prefix))
  member.changes.mark()
}

function differing(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  const gone = [...before.keys()].filter((key) => !now.has(key))
  return [...gone, ...[...now.keys()].filter((key) => before.get(key) !== now.get(key))]
}

function commonStart([first = '', ...others]: readonly string[]): string {
  return others.reduce((common, other) => {
    let length = 0
    while (length < common.length && common[length] === other[length]) length++
    // Not within a character of two units.
    return common.slice(0, length).replace(/[\ud800-\udbff]$/, '')
  }, first)
}
