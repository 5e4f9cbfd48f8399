export { createMariadb, createMariadbRecords } from './create-mariadb.js'
export { createMariadbMigrator } from './create-migrator.js'
export { type MariadbOptions, mariadbOptions } from './options.js'
export { providers } from './provider.js'
