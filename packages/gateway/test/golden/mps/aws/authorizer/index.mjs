import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { isGood, tokensOf } from './verify.mjs'

const { ISSUER: issuer, SECRET_ARN: SecretId, SOURCES, CLAIMS = '{}' } = process.env
const sources = JSON.parse(SOURCES)
const required = JSON.parse(CLAIMS)
const client = new SecretsManagerClient({})
let key = { value: undefined, until: 0 }

async function secret() {
  if (key.until < Date.now()) {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }))
    key = { value: SecretString, until: Date.now() + 300_000 }
  }
  return key.value
}

export async function handler(event) {
  const tokens = tokensOf(event, sources)
  if (tokens.length === 0) return { isAuthorized: false }
  const options = { issuer, secret: await secret(), now: Date.now() / 1000, required }
  return { isAuthorized: tokens.every((token) => isGood(token, options)) }
}
