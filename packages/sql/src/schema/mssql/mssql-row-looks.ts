import type { CheckedColumn, SchemaTools } from '../schema-tools.js'

const letters = 'Latin1_General_CI_AS'

/** Looks at rows that a change would fail on. */
export const mssqlRowLooks: Pick<SchemaTools, 'duplicates' | 'nulls' | 'orphans'> = {
  duplicates: (table, columns, names) => {
    const alike = columns.map((column) => compared(column, 'd')).join(', ')
    const set = columns.map(({ name }) => ` and t.${name} is not null`).join('')
    return limited(
      `select ${row(names, 't')} as named from (select d.*, count(*) over (partition by ${alike}) as dmt_alike from ${table} d) t where dmt_alike > 1${set}`,
    )
  },
  nulls: (table, column, names) =>
    limited(`select ${row(names, 't')} as named from ${table} t where t.${column} is null`),
  orphans: (table, target, pairs) => {
    const own = pairs.flatMap(({ from }) => (from === undefined ? [] : [from]))
    const present = own.map(({ name }) => `f.${name} is not null`).join(' and ')
    const equal = pairs.flatMap(({ from, to }) => ((from ?? to) ? [`${side('f', from)} = ${side('t', to)}`] : []))
    const found = target === undefined ? '1 = 0' : `exists (select 1 from ${target} t where ${equal.join(' and ')})`
    const names = own.map(({ name }) => name)
    return limited(`select ${row(names, 'f')} as named from ${table} f where ${present} and not ${found}`)
  },
}

function compared({ name, ignoresCase }: CheckedColumn, from: string): string {
  const value = ignoresCase ? `lower(${from}.${name} collate ${letters})` : `${from}.${name}`
  // Bytes are compared as they are; of texts every comparison takes spaces at the end for nothing.
  return `convert(varbinary(1024), ${value})`
}

function side(from: string, column: CheckedColumn | undefined): string {
  return column === undefined ? `convert(varbinary(1024), N'')` : compared(column, from)
}

function limited(query: string): string {
  return `select top (10) named as "row", count(*) over () as total from (${query}) found order by named`
}

function row(names: readonly string[], from: string): string {
  const parts = names.map(
    (name) => `'${name}=', coalesce('''' + cast(${from}.${name} as nvarchar(400)) + '''', 'null')`,
  )
  return `concat(${parts.join(`, ' ', `)})`
}
