export { createPglite, createPgliteRecords } from './create-pglite.js'
export { createPostgres, createPostgresRecords } from './create-postgres.js'
export { type PgliteOptions, type PostgresOptions, pgliteOptions, postgresOptions } from './options.js'
export { providers } from './provider.js'
