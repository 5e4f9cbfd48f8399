import { equal, rejects } from '../../expectations.js'
import type { StorageCase } from '../storage-context.js'
import { equalsWritten } from './equals-written.js'
import type { NamedTableSubject } from './subject.js'

/** What holds for the rows of every named table. */
export function rowCases<Row extends object, RowInput extends object>(
  subject: NamedTableSubject<Row, RowInput>,
): readonly StorageCase[] {
  const { id, of, full, minimal, versionOf } = subject
  return [
    {
      id: `storage/${id}/empty`,
      group: 'behaviour',
      title: 'a tenant without rows has a count of 0, an empty list and absent rows',
      async run({ store, tenant }) {
        equal(await of(store).count(tenant), 0, 'count')
        equal(await of(store).list({}, tenant), [], 'list')
        equal(await of(store).get('a', tenant), undefined, 'get')
      },
    },
    {
      id: `storage/${id}/insert-answers-row`,
      group: 'behaviour',
      title: 'insert answers the stored row with every field, and hides what is never answered',
      async run({ store, tenant }) {
        const row = full('Full', tenant)
        equalsWritten(subject, await of(store).insert(row), row, 'insert')
      },
    },
    {
      id: `storage/${id}/get-answers-row`,
      group: 'behaviour',
      title: 'get and list answer the row that insert answered',
      async run({ store, tenant }) {
        const inserted = await of(store).insert(full('Full', tenant))
        equal(await of(store).get('Full', tenant), inserted, 'get')
        equal(await of(store).list({}, tenant), [inserted], 'list')
        equal(await of(store).count(tenant), 1, 'count')
      },
    },
    {
      id: `storage/${id}/absent-fields`,
      group: 'behaviour',
      title: 'fields that a row does not give are stored as null',
      async run({ store, tenant }) {
        const row = minimal('Minimal', tenant)
        await of(store).insert(row)
        equalsWritten(subject, await of(store).get('Minimal', tenant), row, 'the stored row')
      },
    },
    {
      id: `storage/${id}/update-replaces-row`,
      group: 'behaviour',
      title: 'update replaces every field, and clears those that it does not give',
      async run({ store, tenant }) {
        const inserted = await of(store).insert(full('Row', tenant))
        const row = minimal('Row', tenant)
        const updated = await of(store).update(row, versionOf(inserted))
        equalsWritten(subject, updated, row, 'update')
        equal(await of(store).get('Row', tenant), updated, 'get')
      },
    },
    {
      id: `storage/${id}/update-fills-row`,
      group: 'behaviour',
      title: 'update stores every field',
      async run({ store, tenant }) {
        const inserted = await of(store).insert(minimal('Row', tenant))
        const row = full('Row', tenant)
        equalsWritten(subject, await of(store).update(row, versionOf(inserted)), row, 'update')
      },
    },
    {
      id: `storage/${id}/update-missing`,
      group: 'errors',
      title: 'update of a row that does not exist throws not-found and adds none',
      async run({ store, tenant }) {
        await rejects(of(store).update(full('Nobody', tenant), '1'), 'not-found', 'update')
        equal(await of(store).count(tenant), 0, 'count')
      },
    },
    {
      id: `storage/${id}/delete`,
      group: 'behaviour',
      title: 'delete answers true once and false afterwards, and leaves other rows alone',
      async run({ store, tenant }) {
        await of(store).insert(full('Gone', tenant))
        await of(store).insert(full('Kept', tenant))
        equal(await of(store).delete('Gone', tenant), true, 'first delete')
        equal(await of(store).delete('Gone', tenant), false, 'second delete')
        equal((await of(store).list({}, tenant)).map(subject.nameOf), ['Kept'], 'names left')
      },
    },
    {
      id: `storage/${id}/reinsert`,
      group: 'behaviour',
      title: 'a deleted name can be used again',
      async run({ store, tenant }) {
        await of(store).insert(full('Again', tenant))
        await of(store).delete('Again', tenant)
        const row = minimal('AGAIN', tenant)
        equalsWritten(subject, await of(store).insert(row), row, 'second insert')
      },
    },
  ]
}
