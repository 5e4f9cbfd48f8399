export { createMssqlMigrator } from './create-migrator.js'
export { createMssql, createMssqlRecords } from './create-mssql.js'
export { type MssqlOptions, mssqlOptions } from './options.js'
export { providers } from './provider.js'
