import { sql } from 'kysely'
import { Param, type ParamType } from '../param.js'
import { recordColumns } from '../schema/record-tables.js'
import type { SqlDialect } from '../sql-dialect.js'
import { compileStatement, type Statement } from '../statement.js'

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
  const ofPath = sql<boolean>`path = ${param('path')}`
  const one = sql<boolean>`version = ${param('version', 'count')}`
  const newest = sql<boolean>`version = (select version from ${sql.table(heads)} where path = ${param('path')})`
  const after = sql<boolean>`(path > ${param('path')} or (path = ${param('samePath')} and version > ${param('version', 'count')}))`
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
    scan: compile(
      'scan',
      records
        .where(after)
        .orderBy('path')
        .orderBy('version')
        .modifyEnd(dialect.page(param('limit', 'count'), param('offset', 'count'))),
    ),
    probe: compile('probe', db.selectFrom(heads).select('path').where(ofPath)),
  }
}
