import { equal, rejects } from '../../expectations.js'
import { nastyStrings } from '../../nasty-strings.js'
import type { StorageCase } from '../storage-context.js'
import type { NamedTableSubject } from './subject.js'

/** Patterns of SQL, shells and regular expressions that match `abc`. */
const patterns = ['%', '_bc', 'a_c', 'a%', '\\abc', 'a*', 'a?c', '[a]bc', 'a.c', '.*', '^abc$']

/** How names are compared: without regard to case, kept as written, and otherwise exactly. */
export function nameCases<Row extends object, RowInput extends object>(
  subject: NamedTableSubject<Row, RowInput>,
): readonly StorageCase[] {
  const { id, of, full, minimal, nameOf, versionOf } = subject
  const distinct = (name: string, title: string, names: readonly string[]): StorageCase => ({
    id: `storage/${id}/${name}`,
    group: 'nasty strings',
    title,
    async run({ store, tenant }) {
      for (const one of names) await of(store).insert(minimal(one, tenant))
      for (const one of names) {
        const row = await of(store).get(one, tenant)
        equal(row === undefined ? undefined : nameOf(row), one, `name of the row at ${JSON.stringify(one)}`)
      }
      equal(await of(store).count(tenant), names.length, 'count')
    },
  })
  return [
    {
      id: `storage/${id}/duplicate-name`,
      group: 'errors',
      title: 'a second row with the same name throws conflict, reason duplicate, and changes nothing',
      async run({ store, tenant }) {
        const first = await of(store).insert(full('Taken', tenant))
        await rejects(of(store).insert(minimal('Taken', tenant)), 'conflict', 'second insert', { reason: 'duplicate' })
        equal(await of(store).list({}, tenant), [first], 'rows')
      },
    },
    {
      id: `storage/${id}/duplicate-name-other-case`,
      group: 'errors',
      title: 'a name that differs in case alone is the same name',
      async run({ store, tenant }) {
        await of(store).insert(full('TakeN', tenant))
        await rejects(of(store).insert(minimal('tAKEn', tenant)), 'conflict', 'second insert', { reason: 'duplicate' })
      },
    },
    {
      id: `storage/${id}/get-other-case`,
      group: 'behaviour',
      title: 'get finds a name in any case and answers it as it was written',
      async run({ store, tenant }) {
        const inserted = await of(store).insert(full('CamelCase', tenant))
        equal(await of(store).get('camelcase', tenant), inserted, 'in lower case')
        equal(await of(store).get('CAMELCASE', tenant), inserted, 'in upper case')
      },
    },
    {
      id: `storage/${id}/update-other-case`,
      group: 'behaviour',
      title: 'update finds a name in any case, and the row keeps its spelling',
      async run({ store, tenant }) {
        const inserted = await of(store).insert(full('CamelCase', tenant))
        equal(nameOf(await of(store).update(minimal('CAMELcase', tenant), versionOf(inserted))), 'CamelCase', 'name')
        equal(await of(store).count(tenant), 1, 'count')
      },
    },
    {
      id: `storage/${id}/delete-other-case`,
      group: 'behaviour',
      title: 'delete finds a name in any case',
      async run({ store, tenant }) {
        await of(store).insert(full('CamelCase', tenant))
        equal(await of(store).delete('camelCASE', tenant), true, 'delete')
        equal(await of(store).get('CamelCase', tenant), undefined, 'the row afterwards')
      },
    },
    {
      id: `storage/${id}/name-unicode-case`,
      group: 'nasty strings',
      title: 'case is no difference beyond ASCII either',
      needs: ['unicode-case'],
      async run({ store, tenant }) {
        const inserted = await of(store).insert(full('Zürich ÉÖÑ', tenant))
        equal(await of(store).get('zÜRICH éöñ', tenant), inserted, 'in the other case')
      },
    },
    distinct('names-nasty', 'nasty names are kept and found exactly', Object.values(nastyStrings).filter(isPlainName)),
    {
      id: `storage/${id}/names-wildcards`,
      group: 'nasty strings',
      title: 'a name that looks like a pattern finds and deletes nothing else, and can be used',
      async run({ store, tenant }) {
        const row = await of(store).insert(minimal('abc', tenant))
        for (const pattern of patterns) {
          equal(await of(store).get(pattern, tenant), undefined, `get of ${pattern}`)
          equal(await of(store).delete(pattern, tenant), false, `delete of ${pattern}`)
        }
        equal(await of(store).list({}, tenant), [row], 'rows')
        for (const pattern of patterns) await of(store).insert(minimal(pattern, tenant))
        equal(await of(store).get('abc', tenant), row, 'the row')
        equal(await of(store).count(tenant), patterns.length + 1, 'count')
      },
    },
    distinct('names-spaces', 'spaces around a name make it another name', ['a', 'a ', ' a', 'a  ']),
    distinct('names-accents', 'an accent makes another name', ['e', 'é', 'è', 'ê']),
    distinct('names-normal-forms', 'the normal forms of one character are two names', ['e\u0301', '\u00e9']),
  ]
}

/** Space, accent and normal form have cases of their own, so that a report names what a store cannot keep apart. */
function isPlainName(name: string): boolean {
  return name.trim() === name && name.normalize('NFD') === name
}
