export { default } from '../dist/secrets.js'
