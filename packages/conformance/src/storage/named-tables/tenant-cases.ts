import { equal, rejects } from '../../expectations.js'
import type { StorageCase } from '../storage-context.js'
import { equalsWritten } from './equals-written.js'
import type { NamedTableSubject } from './subject.js'

/** No call sees or changes another tenant's rows. */
export function tenantCases<Row extends object, RowInput extends object>(
  subject: NamedTableSubject<Row, RowInput>,
): readonly StorageCase[] {
  const { id, of, full, minimal, versionOf } = subject
  return [
    {
      id: `storage/${id}/tenant-names`,
      group: 'behaviour',
      title: 'two tenants may use one name, and each reads its own row',
      async run({ store, tenant, otherTenant }) {
        const [mine, theirs] = [full('Same', tenant), minimal('Same', otherTenant)]
        await of(store).insert(mine)
        await of(store).insert(theirs)
        equalsWritten(subject, await of(store).get('Same', tenant), mine, 'the first row')
        equalsWritten(subject, await of(store).get('Same', otherTenant), theirs, 'the second row')
      },
    },
    {
      id: `storage/${id}/tenant-reads`,
      group: 'behaviour',
      title: "get, list and count do not see another tenant's rows",
      async run({ store, tenant, otherTenant }) {
        await of(store).insert(full('Theirs', otherTenant))
        equal(await of(store).get('Theirs', tenant), undefined, 'get')
        equal(await of(store).list({}, tenant), [], 'list')
        equal(await of(store).count(tenant), 0, 'count')
      },
    },
    {
      id: `storage/${id}/tenant-update`,
      group: 'behaviour',
      title: "update does not reach another tenant's row",
      async run({ store, tenant, otherTenant }) {
        const theirs = await of(store).insert(full('Theirs', otherTenant))
        await rejects(of(store).update(minimal('Theirs', tenant), versionOf(theirs)), 'not-found', 'update')
        equal(await of(store).get('Theirs', otherTenant), theirs, 'their row')
      },
    },
    {
      id: `storage/${id}/tenant-delete`,
      group: 'behaviour',
      title: "delete does not reach another tenant's row",
      async run({ store, tenant, otherTenant }) {
        const theirs = await of(store).insert(full('Theirs', otherTenant))
        equal(await of(store).delete('Theirs', tenant), false, 'delete')
        equal(await of(store).get('Theirs', otherTenant), theirs, 'their row')
      },
    },
    {
      id: `storage/${id}/tenant-case`,
      group: 'behaviour',
      title: 'tenant ids are case-sensitive',
      async run({ store, tenant }) {
        await of(store).insert(full('Row', tenant))
        equal(await of(store).get('Row', tenant.toUpperCase()), undefined, 'in upper case')
        equal(await of(store).count(tenant.toUpperCase()), 0, 'count in upper case')
      },
    },
    {
      id: `storage/${id}/tenant-empty`,
      group: 'behaviour',
      title: 'the empty text is a tenant of its own',
      async run({ store, tenant }) {
        const name = `of no tenant ${tenant}`
        await of(store).insert(full(name, ''))
        equal(await of(store).get(name, tenant), undefined, 'for a named tenant')
        equalsWritten(subject, await of(store).get(name, ''), full(name, ''), 'for the empty tenant')
        equal(await of(store).delete(name, ''), true, 'delete')
      },
    },
  ]
}
