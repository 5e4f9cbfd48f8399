export { RpsConfig as default } from './rps-config.js'
