export { createMariadb, createMariadbRecords } from './create-mariadb.js'
export { type MariadbOptions, mariadbOptions } from './options.js'
export { providers } from './provider.js'
