import type { Column } from '../table-model.js'

/** Names of the two tables that keep sealed records. */
export const recordColumns = { heads: 'dmt_secrets', versions: 'dmt_secret_versions' } as const

/** Longest path, as the contract has it. */
const path: Column = { name: 'path', type: 'text', max: 400, nullable: false }
const version: Column = { name: 'version', type: 'integer', nullable: false }
const keyId: Column = { name: 'key_id', type: 'text', max: 200, nullable: false }
const body: Column = { name: 'body', type: 'text', nullable: false }

/** Their columns and keys. */
export const recordTables = [
  { table: recordColumns.heads, columns: [path, version], primaryKey: ['path'] },
  { table: recordColumns.versions, columns: [path, version, keyId, body], primaryKey: ['path', 'version'] },
] as const
