import { equal, holds, outcome, rejects } from '../../expectations.js'
import type { StorageCase } from '../storage-context.js'
import type { NamedTableSubject } from './subject.js'

/** Texts of no version that any row could have. */
const malformed = ['', 'abc', '-1', '1.5', '0x1', '99999999999999999999999999']

/** Texts that a number parser reads as the version, and that are yet not equal to it. */
const lookalikes = (version: string) => [
  ` ${version}`,
  `${version} `,
  `+${version}`,
  `0${version}`,
  `${version}.0`,
  `${version}x`,
]

/** Optimistic concurrency of the tables whose rows have a version. */
export function versionCases<Row extends object, RowInput extends object>(
  subject: NamedTableSubject<Row, RowInput>,
): readonly StorageCase[] {
  const { id, of, full, minimal, versionOf } = subject
  if (!subject.versioned) return lastWriteWins(subject)
  return [
    {
      id: `storage/${id}/version-shape`,
      group: 'versions and races',
      title: 'a version is a decimal number below 2^53, as text',
      async run({ store, tenant }) {
        const version = versionOf(await of(store).insert(full('Row', tenant)))
        holds(/^[1-9]\d*$/.test(version), `version: expected digits, got ${version}`)
        holds(Number.isSafeInteger(Number(version)), `version: expected less than 2^53, got ${version}`)
      },
    },
    {
      id: `storage/${id}/version-changes`,
      group: 'versions and races',
      title: 'every update changes the version, also one that changes no field',
      async run({ store, tenant }) {
        const first = await of(store).insert(full('Row', tenant))
        const second = await of(store).update(full('Row', tenant), versionOf(first))
        const third = await of(store).update(full('Row', tenant), versionOf(second))
        equal(new Set([first, second, third].map(versionOf)).size, 3, 'different versions')
      },
    },
    {
      id: `storage/${id}/stale-version`,
      group: 'versions and races',
      title: 'update with an earlier version throws stale-version and changes nothing',
      async run({ store, tenant }) {
        const first = await of(store).insert(full('Row', tenant))
        const second = await of(store).update(full('Row', tenant), versionOf(first))
        await rejects(of(store).update(minimal('Row', tenant), versionOf(first)), 'stale-version', 'second update')
        equal(await of(store).get('Row', tenant), second, 'the row')
      },
    },
    {
      id: `storage/${id}/malformed-version`,
      group: 'versions and races',
      title: 'a text that is no version throws stale-version',
      async run({ store, tenant }) {
        const row = await of(store).insert(full('Row', tenant))
        for (const version of [...malformed, ...lookalikes(versionOf(row))]) {
          await rejects(of(store).update(minimal('Row', tenant), version), 'stale-version', JSON.stringify(version))
        }
        equal(await of(store).get('Row', tenant), row, 'the row')
      },
    },
    {
      id: `storage/${id}/writers-race`,
      group: 'versions and races',
      title: 'of several writers with the same version exactly one wins',
      async run({ store, tenant }) {
        const version = versionOf(await of(store).insert(minimal('Row', tenant)))
        const writers = Array.from({ length: 6 }, () => outcome(of(store).update(full('Row', tenant), version)))
        const outcomes = (await Promise.all(writers)).sort()
        equal(outcomes, ['ok', ...Array(5).fill('stale-version')], 'outcomes')
      },
    },
    {
      id: `storage/${id}/inserts-race`,
      group: 'versions and races',
      title: 'of several inserts of one name exactly one wins',
      async run({ store, tenant }) {
        const writers = Array.from({ length: 6 }, () => outcome(of(store).insert(full('Row', tenant))))
        equal((await Promise.all(writers)).sort(), [...Array(5).fill('conflict'), 'ok'], 'outcomes')
        equal(await of(store).count(tenant), 1, 'count')
      },
    },
  ]
}

function lastWriteWins<Row extends object, RowInput extends object>(
  subject: NamedTableSubject<Row, RowInput>,
): readonly StorageCase[] {
  const { id, of, full, minimal } = subject
  return [
    {
      id: `storage/${id}/no-version`,
      group: 'versions and races',
      title: 'rows have no version, and update ignores the one given',
      async run({ store, tenant }) {
        await of(store).insert(full('Row', tenant))
        for (const version of malformed) await of(store).update(minimal('Row', tenant), version)
        equal(await of(store).count(tenant), 1, 'count')
      },
    },
  ]
}
