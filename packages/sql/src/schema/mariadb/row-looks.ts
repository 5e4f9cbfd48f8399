import type { CheckedColumn, SchemaTools } from '../schema-tools.js'

/** Looks at rows that a change would fail on. */
export function checksOf(collation: string): Pick<SchemaTools, 'duplicates' | 'nulls' | 'orphans'> {
  const text = (column: string) => `convert(${column} using utf8mb4) collate ${collation}`
  const compared = ({ name, ignoresCase }: CheckedColumn, from: string) =>
    ignoresCase ? `lower(${text(`${from}.${name}`)})` : `${from}.${name}`
  const side = (from: string, column: CheckedColumn | undefined) =>
    column === undefined ? `''` : compared(column, from)
  return {
    duplicates: (table, columns, names) => {
      const alike = columns.map((column) => compared(column, 'd')).join(', ')
      return limited(
        `select ${row(names, 't')} as named from (select d.*, count(*) over (partition by ${alike}) as dmt_alike from ${table} d) t where dmt_alike > 1${set(columns)}`,
      )
    },
    nulls: (table, column, names) =>
      limited(`select ${row(names, 't')} as named from ${table} t where t.${column} is null`),
    orphans: (table, target, pairs) => {
      const own = pairs.flatMap(({ from }) => (from === undefined ? [] : [from]))
      const present = own.map(({ name }) => `f.${name} is not null`).join(' and ')
      const equal = pairs.flatMap(({ from, to }) => ((from ?? to) ? [`${side('f', from)} = ${side('t', to)}`] : []))
      const found = target === undefined ? 'false' : `exists (select 1 from ${target} t where ${equal.join(' and ')})`
      const names = own.map(({ name }) => name)
      return limited(`select ${row(names, 'f')} as named from ${table} f where ${present} and not ${found}`)
    },
  }
}

/** Rows with a null in a key are never alike. */
function set(columns: readonly CheckedColumn[]): string {
  return columns.map(({ name }) => ` and t.${name} is not null`).join('')
}

function limited(query: string): string {
  return `select named as \`row\`, count(*) over () as total from (${query}) found order by named limit 10`
}

function row(names: readonly string[], from: string): string {
  return `concat_ws(' ', ${names.map((name) => `concat('${name}=', coalesce(quote(${from}.${name}), 'null'))`).join(', ')})`
}
