import { type CheckedRow, ProviderError } from '@dmt-providers/core'
import type { BrokenStorage } from './broken-storage.js'
import { overriding } from './overriding.js'

const withoutInstants = { lastConnected: null, lastSeen: null, lastDisconnected: null }

const mistakes: readonly BrokenStorage[] = [
  {
    does: 'stores a batch up to its duplicate',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        async insertBatch(rows, onDuplicate, call) {
          let inserted = 0
          for (const row of rows) inserted += await devices.insertBatch([row], onDuplicate, call)
          return inserted
        },
      }),
    }),
    fails: ['insert-many-duplicate', 'insert-many-twice-in-source'],
  },
  {
    does: 'answers the size of a batch for what it inserted',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        async insertBatch(rows, onDuplicate, call) {
          await devices.insertBatch(rows, onDuplicate, call)
          return rows.length
        },
      }),
    }),
    fails: [
      'insert-many-skip',
      'insert-many-twice-in-source',
      'insert-many-aborted',
      'insert-many-race',
      'stream-copied',
    ],
  },
  {
    does: 'stores no instants in a batch',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        insertBatch: (rows, onDuplicate, call) =>
          devices.insertBatch(
            rows.map((row) => ({ ...row, ...withoutInstants })),
            onDuplicate,
            call,
          ),
      }),
    }),
    fails: ['insert-many-rows', 'insert-many-nasty', 'stream-whole'],
  },
  {
    does: 'replaces what it should pass over',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        async insertBatch(rows, onDuplicate, call) {
          const inserted = await devices.insertBatch(rows, onDuplicate, call)
          for (const row of rows) await devices.update(row, call)
          return inserted
        },
      }),
    }),
    fails: ['insert-many-skip', 'insert-many-twice-in-source'],
  },
  {
    does: 'passes over the devices of one tenant alone',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        async insertBatch(rows, onDuplicate, call) {
          const others: CheckedRow[] = []
          for (const row of rows) {
            if ((await devices.get(String(row.guid), String(row.tenantId), call)) === undefined) others.push(row)
          }
          const free = onDuplicate === 'skip' ? others : rows
          return free.length === 0 ? 0 : await devices.insertBatch(free, 'fail', call)
        },
      }),
    }),
    fails: ['insert-many-skip'],
  },
  {
    does: 'looks which devices are there and inserts a moment later',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        async insertBatch(rows, onDuplicate, call) {
          if (onDuplicate === 'fail') return await devices.insertBatch(rows, onDuplicate, call)
          const found = await Promise.all(rows.map(({ guid }) => devices.get(String(guid), undefined, call)))
          await new Promise(setImmediate)
          return await devices.insertBatch(
            rows.filter((_, index) => found[index] === undefined),
            'fail',
            call,
          )
        },
      }),
    }),
    fails: ['insert-many-race'],
  },
  {
    does: 'does not tell which device is a duplicate',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        insertBatch: (rows, onDuplicate, call) =>
          devices.insertBatch(rows, onDuplicate, call).catch(() => {
            throw new ProviderError('conflict', 'there already', { reason: 'duplicate', table: 'devices' })
          }),
      }),
    }),
    fails: ['insert-many-duplicate', 'insert-many-twice-in-source'],
  },
  {
    does: 'cuts the texts of a batch at a quotation mark',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        insertBatch: (rows, onDuplicate, call) =>
          devices.insertBatch(
            rows.map((row) => ({ ...row, hostname: String(row.hostname).replace(/".*/, '') })),
            onDuplicate,
            call,
          ),
      }),
    }),
    fails: ['insert-many-rows', 'insert-many-nasty'],
  },
  {
    does: 'reads on from the device itself',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        async listAfter(guid, limit, tenantId, call) {
          const own = guid === undefined ? undefined : await devices.get(guid, tenantId, call)
          const behind = await devices.listAfter(guid, limit, tenantId, call)
          return [...(own === undefined ? [] : [own]), ...behind].slice(0, limit)
        },
      }),
    }),
    fails: [
      'stream-whole',
      'stream-large',
      'stream-tenants',
      'stream-after',
      'stream-left',
      'stream-changes',
      'stream-copied',
    ],
  },
  {
    does: 'reads devices of every tenant',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        listAfter: (guid, limit, _, call) => devices.listAfter(guid, limit, undefined, call),
      }),
    }),
    fails: [
      'stream-whole',
      'stream-large',
      'stream-empty',
      'stream-after',
      'stream-left',
      'stream-aborted',
      'stream-changes',
      'stream-copied',
    ],
  },
  {
    does: 'takes no tenant for the empty one',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        listAfter: (guid, limit, tenantId, call) => devices.listAfter(guid, limit, tenantId ?? '', call),
      }),
    }),
    fails: ['stream-tenants'],
  },
  {
    does: 'reads at most 50 devices at a time',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        listAfter: (guid, limit, tenantId, call) => devices.listAfter(guid, Math.min(50, limit), tenantId, call),
      }),
    }),
    fails: ['stream-large'],
  },
  {
    does: 'reads devices without their instants',
    breaks: ({ devices }) => ({
      devices: overriding(devices, {
        listAfter: async (guid, limit, tenantId, call) =>
          (await devices.listAfter(guid, limit, tenantId, call)).map((row) => ({ ...row, ...withoutInstants })),
      }),
    }),
    fails: ['stream-whole'],
  },
]

/** Mistakes with many devices at a time. */
export const brokenBatches: readonly BrokenStorage[] = mistakes.map(({ fails, ...mistake }) => ({
  ...mistake,
  fails: fails.map((name) => `storage/devices/${name}`),
}))
