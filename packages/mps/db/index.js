export { default } from '../dist/db.js'
