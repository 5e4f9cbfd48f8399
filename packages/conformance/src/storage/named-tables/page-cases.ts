import { equal, rejects } from '../../expectations.js'
import { refusedPages } from '../refused-pages.js'
import type { StorageCase } from '../storage-context.js'
import type { NamedTableSubject } from './subject.js'

/** In the order of the contract: by name, without regard to case. */
const ordered = ['a', 'A1', 'b', 'B2', 'c', 'CiraA', 'z9', 'ZZ']

/** Order and paging of every named table. */
export function pageCases<Row extends object, RowInput extends object>(
  subject: NamedTableSubject<Row, RowInput>,
): readonly StorageCase[] {
  const { id, of, minimal, nameOf } = subject
  const filled = async ({ store, tenant }: Parameters<StorageCase['run']>[0]) => {
    for (const name of [...ordered].reverse()) await of(store).insert(minimal(name, tenant))
    return async (page: { limit?: number; offset?: number }) => (await of(store).list(page, tenant)).map(nameOf)
  }
  return [
    {
      id: `storage/${id}/list-order`,
      group: 'behaviour',
      title: 'list is ordered by name without regard to case, the same each time',
      async run(context) {
        const names = await filled(context)
        equal(await names({}), ordered, 'names')
        equal(
          await of(context.store).list({}, context.tenant),
          await of(context.store).list({}, context.tenant),
          'again',
        )
      },
    },
    {
      id: `storage/${id}/list-pages`,
      group: 'behaviour',
      title: 'limit and offset cut pages out of the order',
      async run(context) {
        const names = await filled(context)
        equal(await names({ limit: 3 }), ordered.slice(0, 3), 'first page')
        equal(await names({ limit: 3, offset: 3 }), ordered.slice(3, 6), 'second page')
        equal(await names({ limit: 3, offset: 6 }), ordered.slice(6), 'last page')
        equal(await names({ offset: 7 }), ordered.slice(7), 'offset alone')
      },
    },
    {
      id: `storage/${id}/list-empty-pages`,
      group: 'behaviour',
      title: 'a limit of 0 and an offset past the end answer no row',
      async run(context) {
        const names = await filled(context)
        equal(await names({ limit: 0 }), [], 'limit 0')
        equal(await names({ offset: ordered.length }), [], 'offset at the end')
      },
    },
    {
      id: `storage/${id}/list-huge-pages`,
      group: 'behaviour',
      title: 'limit and offset reach up to 2^53 - 1',
      async run(context) {
        const names = await filled(context)
        equal(await names({ limit: Number.MAX_SAFE_INTEGER }), ordered, 'huge limit')
        equal(await names({ limit: 9_999_999_999, offset: 1 }), ordered.slice(1), 'limit above 32 bits')
        equal(await names({ offset: Number.MAX_SAFE_INTEGER }), [], 'huge offset')
      },
    },
    {
      id: `storage/${id}/list-refused-pages`,
      group: 'refusal',
      title: 'a negative, fractional or unsafe limit or offset throws invalid-argument',
      async run({ store, tenant }) {
        for (const page of refusedPages) {
          await rejects(of(store).list(page, tenant), 'invalid-argument', JSON.stringify(page))
        }
      },
    },
  ]
}
