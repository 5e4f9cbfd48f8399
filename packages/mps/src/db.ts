export { MpsDatabase as default } from './mps-database.js'
