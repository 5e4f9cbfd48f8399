import { setImmediate } from 'node:timers/promises'
import { Changes, type ConfigDriver, type ConfigEntry } from '@dmt-providers/core'
import type { ReferenceNotebook } from '../../src/reference/reference-config.js'
import type { BrokenConfig } from './broken-config.js'

/** A change that is missed, or answered with the next, hangs every reader who waits for it. */
const missed = [
  'watch/each-change',
  'watch/while-waiting',
  'watch/other-places',
  'watch/removed',
  'watch/second-store',
  'watch/burst',
  'watch/slow-reader',
  'watch/several',
  'watch/no-listener-left',
  'watch/own-pace',
  'watch/others-leave',
  'watch/own-snapshots',
  'watch/crowd',
]

const entriesOf = ({ entries }: ReferenceNotebook, prefix: string) =>
  [...entries.values()].filter(({ key }) => key.startsWith(prefix))

/** A watch as the reference has it, but for what it answers. */
function answering(notebook: ReferenceNotebook, answer: (prefix: string) => ConfigEntry[]): Partial<ConfigDriver> {
  return {
    async *watch(prefix, signal) {
      const changes = new Changes()
      notebook.watches.add(changes)
      do yield answer(prefix)
      while (await changes.next(signal))
    },
  }
}

/** Mistakes with what a watch answers. */
export const brokenWatches: readonly BrokenConfig[] = [
  {
    does: 'begins to listen after it has answered',
    breaks: (_, notebook) => ({
      async *watch(prefix, signal) {
        for (let more = true; more; ) {
          yield entriesOf(notebook, prefix)
          await setImmediate()
          const changes = new Changes()
          notebook.watches.add(changes)
          more = await changes.next(signal)
          notebook.watches.delete(changes)
        }
      },
    }),
    fails: missed,
  },
  {
    does: 'answers what was there before the change',
    breaks(_, notebook) {
      const before = new Map<string, ConfigEntry[]>()
      return answering(notebook, (prefix) => {
        const entries = entriesOf(notebook, prefix)
        const last = before.get(prefix) ?? entries
        before.set(prefix, entries)
        return last
      })
    },
    fails: ['watch/first-snapshot', ...missed],
  },
  {
    does: 'does not hear of removals',
    breaks(_, notebook) {
      const known = new Map<string, ConfigEntry>()
      return answering(notebook, (prefix) => {
        for (const [key, entry] of notebook.entries) known.set(key, entry)
        return [...known.values()].filter(({ key }) => key.startsWith(prefix))
      })
    },
    fails: ['watch/removed'],
  },
  {
    does: 'answers the key that changed alone',
    breaks: (_, notebook) =>
      answering(notebook, (prefix) =>
        entriesOf(notebook, prefix).filter(({ version }) => version === String(notebook.revision)),
      ),
    fails: ['watch/first-snapshot', 'watch/each-change', 'watch/removed', 'watch/own-snapshots'],
  },
  {
    does: 'watches whole segments only',
    breaks: (_, notebook) =>
      answering(notebook, (prefix) => entriesOf(notebook, prefix.slice(0, prefix.lastIndexOf('/') + 1))),
    fails: ['watch/first-snapshot', 'watch/other-places'],
  },
  {
    does: 'begins each watch with what a former one began with',
    breaks(driver) {
      const first = new Map<string, ConfigEntry[]>()
      return {
        async *watch(prefix, signal) {
          let begins = true
          for await (const entries of driver.watch(prefix, signal)) {
            if (begins) first.set(prefix, first.get(prefix) ?? entries)
            yield begins ? (first.get(prefix) ?? []) : entries
            begins = false
          }
        },
      }
    },
    fails: ['watch/first-snapshot', 'watch/others-leave', 'watch/late-reader'],
  },
  {
    does: 'keeps every change for a reader who is slow',
    breaks: (_, notebook) => ({
      async *watch(prefix, signal) {
        const kept = [entriesOf(notebook, prefix)]
        const changes = new (class extends Changes {
          override mark() {
            kept.push(entriesOf(notebook, prefix))
            super.mark()
          }
        })()
        notebook.watches.add(changes)
        do while (kept.length > 0) yield kept.shift() ?? []
        while (await changes.next(signal))
      },
    }),
    fails: ['watch/slow-reader'],
  },
  {
    does: 'answers nothing after the first',
    breaks: (driver) => ({
      async *watch(prefix, signal) {
        for await (const entries of driver.watch(prefix, signal)) {
          yield entries
          break
        }
        await new Changes().next(signal)
      },
    }),
    fails: missed,
  },
]
