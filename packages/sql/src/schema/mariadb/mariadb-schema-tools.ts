import type { NameKeys } from '../../sql-dialect.js'
import type { Column } from '../../table-model.js'
import { keyDefinition } from '../create-table.js'
import { noHistory } from '../history.js'
import type { KeptColumn, SchemaTools } from '../schema-tools.js'
import { type KeyedColumn, keyedColumns } from '../wanted-table.js'
import { lookAtMariadb } from './look-at-mariadb.js'
import { mariadbRights } from './mariadb-rights.js'
import { catalogueType, holdsType, widensType } from './mariadb-types.js'
import { checksOf } from './row-looks.js'
import { runnerRow, scriptRow } from './runner-row.js'

/** What the tools of one of the two servers are made of. */
export interface MariadbColumns {
  columnType(column: Column): string
  readonly nameKeys: NameKeys
  /** Definition of the column of a versioned table that changes with each write. */
  readonly version: string
  /** Collation that compares code points. */
  readonly exactCollation: string
}

/** What a store's connections are set to; a script must make tables and triggers by the same rules. */
const session = [
  'set names utf8mb4 collate utf8mb4_bin',
  `set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00', foreign_key_checks = 1, unique_checks = 1, default_storage_engine = InnoDB`,
]

const lockTimeout = (milliseconds: number) => Math.max(1, Math.ceil(milliseconds / 1_000))
const time = `concat(left(date_format(utc_timestamp(3), '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z')`

/** How the catalogue of MariaDB or MySQL is read and tables are altered. Every statement that does so commits. */
export function mariadbSchemaTools(columns: MariadbColumns): SchemaTools {
  return {
    history: noHistory,
    look: lookAtMariadb,
    typeInCatalogue: (column) => catalogueType(columns.columnType(column)),
    holds: holdsType,
    widens: widensType,
    keptColumns: (shape) => [
      ...keyedColumns(columns, shape).map((keyed) => nameKey(columns, shape.table, keyed)),
      ...(shape.versioned ? [versionColumn(columns, shape.table)] : []),
    ],
    keyName: (table, kind, [first]) => {
      if (kind === 'primary') return 'PRIMARY'
      return kind === 'unique' ? `${table}_names` : `${table}_${first}_fk`
    },
    namesKeys: (kind) => kind !== 'primary',
    referencesPin: true,
    engine: { name: 'InnoDB', set: (table) => `alter table ${table} engine = InnoDB` },
    readOnly: ['start transaction read only'],
    patience: (milliseconds) => [
      // Ends the transaction that the connection was taken with, in which nothing would be seen of what others do.
      'commit',
      `set @dmt_locks = @@session.lock_wait_timeout, @dmt_rows = @@session.innodb_lock_wait_timeout`,
      `set session lock_wait_timeout = ${lockTimeout(milliseconds)}, innodb_lock_wait_timeout = ${lockTimeout(milliseconds)}`,
    ],
    impatience: ['unlock tables', 'set session lock_wait_timeout = @dmt_locks, innodb_lock_wait_timeout = @dmt_rows'],
    runnerLock: () => undefined,
    lease: runnerRow,
    tableLock: () => undefined,
    record: (migration, state) =>
      `replace into dmt_migrations (name, applied_at) values ('${migration}', ${state === 'applied' ? time : `''`})`,
    script: {
      begin: () => [
        '-- each statement commits by itself: if this stops in the middle, print it anew for what is left to do',
        scriptRow.wayOut,
        ...[...session, 'set session lock_wait_timeout = 60', ...scriptRow.take].map((statement) => `${statement};`),
      ],
      statement: (statement) =>
        statement.includes(';') ? `delimiter $$\n${statement}$$\ndelimiter ;` : `${statement};`,
      end: ['unlock tables;', `${scriptRow.release};`],
    },
    missingRights: mariadbRights,
    addColumns: (table, definitions) =>
      `alter table ${table} ${definitions.map((definition) => `add column ${definition}`).join(', ')}`,
    emptyDefault: () => `default ''`,
    dropDefault: (table, column) => `alter table ${table} alter column ${column} drop default`,
    setType: (table, { definition }) => `alter table ${table} modify column ${definition}`,
    setNullability: (table, { definition }) => `alter table ${table} modify column ${definition}`,
    dropNotNull: (table, { name, type }) => `alter table ${table} modify column ${quoted(name)} ${ddlOf(type)} null`,
    addKey: (table, key) =>
      `alter table ${table} add ${key.kind === 'primary' ? '' : `constraint ${key.name} `}${keyDefinition(key)}`,
    renameKey: (table, { name, kind }, to) =>
      kind === 'unique' ? `alter table ${table} rename index ${quoted(name)} to ${to}` : undefined,
    validateKey: (table) => `check table ${table}`,
    dropKey: (table, { name, kind }) => {
      if (kind === 'primary') return `alter table ${table} drop primary key`
      return `alter table ${table} drop ${kind === 'foreign' ? 'foreign key' : 'index'} ${quoted(name)}`
    },
    dropIndex: (table, name) => `alter table ${table} drop index ${quoted(name)}`,
    ...checksOf(columns.exactCollation),
  }
}

function nameKey(columns: MariadbColumns, table: string, { column, definition }: KeyedColumn): KeptColumn {
  const { name } = column
  return {
    name: `${name}_key`,
    definition,
    found: `${catalogueType(columns.columnType(column))} as (lower(${name})) stored generated`,
    mend: `alter table ${table} modify column ${definition}`,
  }
}

function versionColumn({ version }: MariadbColumns, table: string): KeptColumn {
  const [name = '', ...words] = version.split(' ')
  // The catalogue has the default's name of a function, and what happens on an update behind it.
  return { name, definition: version, found: words.join(' '), mend: `alter table ${table} modify column ${version}` }
}

/** A type of the catalogue as a definition has it. */
function ddlOf(type: string): string {
  return type.replace(/ (\w+) (\w+)$/, ' character set $1 collate $2')
}

function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``
}
