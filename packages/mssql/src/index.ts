export { type MssqlOptions, mssqlOptions } from './options.js'
