import { sql } from 'kysely'
import { Param, type ParamType } from '../param.js'
import { recordColumns } from '../schema/record-tables.js'
import { nameKeyOf, type SqlDialect } from '../sql-dialect.js'
import { compileStatement, type Statement } from '../statement.js'
import { keyOf } from './selections.js'

const methods = [
  'newest',
  'version',
  'versions',
  'claimFirst',
  'claimNext',
  'add',
  'prune',
  'rewrap',
  'forget',
  'removeVersions',
  'list',
  'scan',
  'scanFirst',
  'probe',
] as const

/** The statements for sealed records: one head per path, which writers contend for, and its versions. */
export type RecordStatements = Readonly<Record<(typeof methods)[number], Statement>>

const { heads, versions } = recordColumns

const param = (name: string, type: ParamType = 'text') => new Param(name, type)

/** Compiles them. */
export function recordStatements(dialect: SqlDialect): RecordStatements {
  const db = dialect.builder
  const compile = (method: string, query: Parameters<typeof compileStatement>[2]) =>
    compileStatement(`records.${method}`, 'records', query, dialect.encoders)
  const records = db.selectFrom(versions).select(['path', 'version', 'key_id as keyId', 'body'])
  const column = { name: 'path', type: 'text' } as const
  const key = sql.ref(nameKeyOf(dialect, column))
  const pathOf = (argument: string) => keyOf(dialect, column, param(argument))
  const ofPath = sql<boolean>`${key} = ${pathOf('path')}`
  const one = sql<boolean>`version = ${param('version', 'count')}`
  const newest = sql<boolean>`version = (select version from ${sql.table(heads)} where ${ofPath})`
  const after = sql<boolean>`(${key} > ${pathOf('path')} or (${key} = ${pathOf('samePath')} and version > ${param('version', 'count')}))`
  const paged = (some: typeof records) =>
    some
      .orderBy(key)
      .orderBy('version')
      .modifyEnd(dialect.page(param('limit', 'count'), param('offset', 'count')))
  return {
    newest: compile('newest', records.where(ofPath).where(newest)),
    version: compile('version', records.where(ofPath).where(one)),
    versions: compile('versions', db.selectFrom(versions).select('version').where(ofPath).orderBy('version', 'desc')),
    claimFirst: compile(
      'claimFirst',
      db.insertInto(heads).values({ path: param('path'), version: param('version', 'count') }),
    ),
    claimNext: compile(
      'claimNext',
      db
        .updateTable(heads)
        .set({ version: param('version', 'count') })
        .where(ofPath)
        .where(sql<boolean>`version = ${param('previous', 'count')}`),
    ),
    add: compile(
      'add',
      db.insertInto(versions).values({
        path: param('path'),
        version: param('version', 'count'),
        key_id: param('keyId'),
        body: param('body'),
      }),
    ),
    prune: compile(
      'prune',
      db
        .deleteFrom(versions)
        .where(ofPath)
        .where(sql<boolean>`version <= ${param('last', 'count')}`),
    ),
    rewrap: compile(
      'rewrap',
      db
        .updateTable(versions)
        .set({ key_id: param('keyId'), body: param('body') })
        .where(ofPath)
        .where(one)
        .where(sql<boolean>`key_id = ${param('expectedKeyId')}`),
    ),
    forget: compile('forget', db.deleteFrom(heads).where(ofPath)),
    removeVersions: compile('removeVersions', db.deleteFrom(versions).where(ofPath)),
    list: compile(
      'list',
      db
        .selectFrom(heads)
        .select('path')
        .where(dialect.startsWith?.('path', param('prefix')) ?? sql<boolean>`path like ${param('pattern')} escape '!'`),
    ),
    scan: compile('scan', paged(records.where(after))),
    scanFirst: compile('scanFirst', paged(records)),
    probe: compile('probe', db.selectFrom(heads).select('path').where(ofPath)),
  }
}
