import { type Field, tableFields } from '@dmt-providers/core'
import { equal, rejects } from '../../expectations.js'
import { nastyStrings, refusedStrings } from '../../nasty-strings.js'
import type { StorageCase } from '../storage-context.js'
import { equalsWritten } from './equals-written.js'
import type { NamedTableSubject } from './subject.js'

/** A character of two UTF-16 units and four UTF-8 bytes: limits count it as one. */
const wide = '😀'

/** What every text field keeps, and what none accepts. */
export function textCases<Row extends object, RowInput extends object>(
  subject: NamedTableSubject<Row, RowInput>,
): readonly StorageCase[] {
  const { id, of, full } = subject
  const fields = Object.entries<Field>(tableFields[subject.table])
  const texts = fields.filter(([name, field]) => field.type === 'text' && name !== 'tenantId')
  const limited = texts.flatMap(([name, { max }]) => (max === undefined ? [] : [{ name, max }]))
  const required = fields.filter(([, field]) => field.required).map(([name]) => name)
  return [
    {
      id: `storage/${id}/texts-nasty`,
      group: 'nasty strings',
      title: 'every text field keeps nasty texts exactly',
      async run({ store, tenant }) {
        const entries = Object.values(nastyStrings)
        for (const [index, text] of entries.entries()) {
          const values = texts.filter(([, { max }]) => fits(text, max)).map(([field]) => [field, text])
          const row = { ...full(`row ${index}`, tenant), ...Object.fromEntries(values) }
          equalsWritten(subject, await of(store).insert(row), row, `insert of ${JSON.stringify(text)}`)
          equalsWritten(subject, await of(store).get(`row ${index}`, tenant), row, `get of ${JSON.stringify(text)}`)
        }
      },
    },
    {
      id: `storage/${id}/texts-empty`,
      group: 'nasty strings',
      title: 'an empty text is stored as such and not as null',
      async run({ store, tenant }) {
        const row = { ...full('Row', tenant), ...Object.fromEntries(texts.map(([field]) => [field, ''])) }
        await of(store).insert(row)
        equalsWritten(subject, await of(store).get('Row', tenant), row, 'get')
      },
    },
    {
      id: `storage/${id}/texts-refused`,
      group: 'refusal',
      title: 'NUL and lone surrogates throw invalid-argument in every field',
      async run({ store, tenant }) {
        const written = fields.filter(([, { type }]) => type === 'text' || type === 'name')
        for (const [field] of written) {
          for (const [what, text] of Object.entries(refusedStrings)) {
            const row = { ...full('Row', tenant), [field]: text }
            await rejects(of(store).insert(row), 'invalid-argument', `${what} in ${field}`)
          }
        }
      },
    },
    {
      id: `storage/${id}/texts-longest`,
      group: 'nasty strings',
      title: 'limits count characters, so that as many four-byte characters fit',
      async run({ store, tenant }) {
        const longest = limited.map(({ name, max }) => [name, wide.repeat(max)])
        const row = { ...full('Row', tenant), ...Object.fromEntries(longest) }
        await of(store).insert(row)
        equalsWritten(subject, await of(store).get('Row', tenant), row, 'get')
      },
    },
    {
      id: `storage/${id}/texts-too-long`,
      group: 'refusal',
      title: 'one character more than the limit throws invalid-argument and stores nothing',
      async run({ store, tenant }) {
        for (const { name, max } of [...limited, { name: 'tenantId', max: 36 }]) {
          const row = { ...full('Row', tenant), [name]: wide.repeat(max + 1) }
          await rejects(of(store).insert(row), 'invalid-argument', `${max + 1} characters in ${name}`)
        }
        equal(await of(store).count(tenant), 0, 'count')
      },
    },
    {
      id: `storage/${id}/required-fields`,
      group: 'refusal',
      title: 'null in a required field throws invalid-argument, on insert and on update',
      async run({ store, tenant }) {
        for (const field of required) {
          const row = { ...full('Row', tenant), [field]: null }
          await rejects(of(store).insert(row), 'invalid-argument', `insert without ${field}`)
          await rejects(of(store).update(row, '1'), 'invalid-argument', `update without ${field}`)
        }
      },
    },
  ]
}

function fits(text: string, max: number | undefined): boolean {
  return max === undefined || [...text].length <= max
}
