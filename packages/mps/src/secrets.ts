export { MpsSecrets as default } from './mps-secrets.js'
