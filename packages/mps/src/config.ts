export { MpsConfig as default } from './mps-config.js'
