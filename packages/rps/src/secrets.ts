export { RpsSecrets as default } from './rps-secrets.js'
