import { describe, expect, it } from 'vitest'
import { mariadbDialect, mysqlDialect } from '../src/index.js'
import type { Statement } from '../src/statement.js'
import type { TableModel } from '../src/table-model.js'
import { tableModels } from '../src/table-models.js'
import { dialects } from './dialects.js'
import { schemaStatementsOf } from './schema-statements-of.js'
import { parametersOf, statementsOf } from './statements-of.js'

/** Statements that mean every tenant, and why. */
const acrossTenants = new Set([
  'devices.getOfAnyTenant',
  'devices.clearInstance',
  'devices.scaled.clearInstance',
  'devices.listFirstOfAnyTenant',
  'devices.listAfterOfAnyTenant',
])

/** Statements whose rows each bring their own tenant. */
const batches = new Set(
  ['insertBatch', 'insertNewOfBatch'].flatMap((method) => [`devices.${method}`, `devices.scaled.${method}`]),
)

/** Columns that are written and that no call answers. */
const hidden: Readonly<Record<string, readonly string[]>> = {
  profiles: ['amt_password', 'mebx_password'],
  ieee8021xProfiles: ['servername', 'domain', 'username', 'password', 'roaming_identity', 'active_in_s0'],
}

/** Texts that the statements themselves need; everything else is a parameter. */
const constants = ['[]', '$[*]', '$', '!', 'priority', 'profileName', 'name', '0', 'f', '1970-01-01', 'SHA2_256', 'g']

const quote = (name: string) => `["\`]${name}["\`]`

/** What a statement answers: the columns of a read, or the clause of a write. */
function answeredBy(text: string): string {
  if (text.startsWith('select')) return text
  return /(?: returning .*| output .*?(?= values | where |$))/.exec(text)?.[0] ?? ''
}

function modelOf({ table }: Statement): TableModel | undefined {
  return table === 'records' || table === 'schema' ? undefined : tableModels[table]
}

describe.each(dialects)('Each statement for $dialect.name', ({ dialect, placeholder }) => {
  const statements = statementsOf(dialect)
  const parameters = parametersOf(dialect)
  const cases = statements.map((statement) => ({ name: statement.name, statement }))

  it('has a name of its own that fits the longest identifier of PostgreSQL', () => {
    const names = statements.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => name === '' || Buffer.byteLength(name) > 63)).toEqual([])
  })

  it.each(cases)('$name has a placeholder for each parameter', ({ name, statement }) => {
    const places = statement.text.match(placeholder) ?? []
    expect(places).toHaveLength(statement.types.length)
    expect(parameters.get(name)).toHaveLength(statement.types.length)
    if (placeholder.source !== '\\?') {
      expect(places.map((place) => Number(place.slice(1)))).toEqual(statement.types.map((_, index) => index + 1))
    }
  })

  it.each(cases)('$name binds arguments only, and holds no text but its own', ({ name, statement }) => {
    expect(parameters.get(name)).not.toContain('undefined')
    const texts = [...statement.text.matchAll(/'([^']*)'/g)].map(([, text]) => text)
    const paths = Object.values(modelOf(statement)?.columns ?? {}).map(({ name: column }) => `$.${column}`)
    const known = batches.has(name) ? [...constants, ...paths] : constants
    expect(texts.filter((text) => !known.includes(text ?? ''))).toEqual([])
  })

  it.each(cases.filter(({ name, statement }) => modelOf(statement) !== undefined && !batches.has(name)))(
    '$name stays within one tenant',
    ({ name, statement }) => {
      const tenant = quote(modelOf(statement)?.tenant ?? '')
      const hashed = dialect.nameKeys?.ofTexts === true
      const tenantKey = quote(`${modelOf(statement)?.tenant}${hashed ? '_key' : ''}`)
      const hash = hashed ? String.raw`cast\(hashbytes\('SHA2_256', ` : ''
      if (acrossTenants.has(name)) {
        expect(parameters.get(name)).not.toContain('tenantId')
        return
      }
      expect(parameters.get(name)).toContain('tenantId')
      // What a procedure does with it stands among the statements that prepare a database.
      if (statement.text.startsWith('call ')) return
      const condition = statement.text.startsWith('insert')
        ? new RegExp(`^insert into \\S+ \\([^)]*${tenant}`)
        : statement.text.startsWith('declare @tenant')
          ? new RegExp(
              `^declare @tenant binary\\(32\\) = ${hash}${placeholder.source}.* where .*tenantid_key = @tenant`,
              's',
            )
          : new RegExp(` where .*${tenantKey} = ${hash}${placeholder.source}`)
      expect(statement.text).toMatch(condition)
    },
  )

  it.each(cases)('$name answers no hidden column', ({ statement }) => {
    const answered = answeredBy(statement.text)
    const shown = (hidden[statement.table] ?? []).filter((column) => new RegExp(quote(column)).test(answered))
    expect(shown).toEqual([])
  })

  it.each(cases)('$name answers its write in the way of the database', ({ name, statement }) => {
    const answersRow = /\.(insert|update)$/.test(name)
    // The arguments of a write tell the row of a device; of the others a name's spelling, and the version, are not known.
    const inserts = dialect.returning === 'inserts' && name.endsWith('.insert') && statement.table !== 'devices'
    const returns = dialect.returning === 'returning' || inserts
    expect(/ returning /.test(statement.text)).toBe(returns && answersRow)
    const outputs = dialect.returning === 'output' && statement.table !== 'devices'
    expect(/ output "inserted"\./.test(statement.text)).toBe(outputs && answersRow)
  })

  it.each(
    cases.filter(
      ({ name }) =>
        /\.(list|findBy\w+Tags?|scan)$/.test(name) && !/^profile\w+Configs\.|^records\.list|\.scaled\./.test(name),
    ),
  )('$name takes a page of an ordered list', ({ name, statement }) => {
    const page =
      dialect.name === 'mssql'
        ? / order by .* offset @\d+ rows fetch next @\d+ rows only$/
        : / order by .* limit \S+ offset \S+$/
    expect(statement.text).toMatch(page)
    const inOrder = dialect.name === 'mssql' ? ['offset', 'limit'] : ['limit', 'offset']
    expect(parameters.get(name)?.slice(-2)).toEqual(inOrder)
  })

  it.each(cases.filter(({ name, statement }) => name.endsWith('.update') && modelOf(statement)?.versioned))(
    '$name holds the version that was read',
    ({ name, statement }) => {
      expect(parameters.get(name)?.at(-1)).toBe('version')
      const change = /set .*`row_version` = greatest\(row_version \+ interval 1 microsecond, now\(6\)\) where/.test(
        statement.text,
      )
      expect(change).toBe(dialect.name === 'mariadb')
    },
  )

  it('shows the hidden columns where they are written', () => {
    for (const [table, columns] of Object.entries(hidden)) {
      const update = statements.find(({ name }) => name === `${table}.update`)
      for (const column of columns) expect(update?.text).toMatch(new RegExp(`${quote(column)} = `))
    }
  })
})

describe('The tables', () => {
  it('fit the index keys of SQL Server, 900 bytes by which rows are kept, because their keys are hashes', async () => {
    const mssql = dialects.find(({ dialect }) => dialect.name === 'mssql')
    const tables =
      mssql === undefined
        ? []
        : (await schemaStatementsOf(mssql.dialect)).filter((text) => /^create table (?!dmt_migr)/.test(text))
    expect(tables).toHaveLength(14)
    for (const table of tables) {
      const keys = [...table.matchAll(/(?:primary key|unique) \(([^)]*)\)/g)]
      expect(keys).not.toEqual([])
      for (const [key, columns = ''] of keys) {
        const bytes = columns.split(', ').reduce((sum, column) => sum + bytesOf(table, column), 0)
        expect(bytes, key).toBeLessThanOrEqual(900)
      }
    }
  })

  it('and statements of MySQL differ from those of MariaDB in a collation and in what inserts answer', async () => {
    const renamed = (text: string) => text.replaceAll('utf8mb4_0900_bin', 'utf8mb4_nopad_bin')
    const silent = (text: string) => (text.startsWith('insert') ? text.replace(/ returning .*/, '') : text)
    const texts = statementsOf(mysqlDialect).map(({ text }) => text)
    expect(texts.map(renamed)).toEqual(statementsOf(mariadbDialect).map(({ text }) => silent(text)))
    const tables = await schemaStatementsOf(mysqlDialect)
    expect(tables.map(renamed)).toEqual(await schemaStatementsOf(mariadbDialect))
    expect(tables.join()).not.toContain('nopad')
  })
})

function bytesOf(table: string, column: string): number {
  const [, type, length] =
    new RegExp(`[\\n,] +${column} (?:as .*)?\\b(int|smallint|tinyint|char|nvarchar|binary)(?:\\((\\d+)\\))?`).exec(
      table,
    ) ?? []
  if (type?.endsWith('int') === true) return 4
  return Number(length) * (type === 'nvarchar' ? 2 : 1)
}
