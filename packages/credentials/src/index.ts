export { AwsAbort } from './aws-abort.js'
export { type AwsClientSettings, type AwsTarget, awsClientSettings } from './aws-client-settings.js'
export { type AwsCredentials, type AwsKeys, awsCredentials } from './aws-credentials.js'
export { AwsError, awsError } from './aws-error.js'
export { awsErrorClass } from './aws-error-class.js'
export { checkEndpoint } from './check-endpoint.js'
export { credentialError } from './credential-error.js'
export {
  authParameter,
  type CredentialOptions,
  type CredentialSettings,
  type EntraOptions,
  entraParameters,
  type PasswordFunction,
  passwordParameters,
  type RdsOptions,
  rdsParameters,
} from './credential-parameters.js'
export { ossRdbmsScope, sqlDatabaseScope } from './entra-scopes.js'
export { type EntraCredential, type EntraSettings, entraCredential, entraTokens } from './entra-tokens.js'
export { type Login, passwordSource } from './password-source.js'
export { type RdsTarget, rdsTokens } from './rds-tokens.js'
export { readPasswordFile } from './read-password-file.js'
export type { Token, TokenSource } from './token.js'
export { tokenPassword } from './token-password.js'
export { vendorPackage } from './vendor-package.js'
