export { RpsDatabase as default } from './rps-database.js'
