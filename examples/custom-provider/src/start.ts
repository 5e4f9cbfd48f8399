import { openSecrets } from '@dmt-providers/core'

// What an operator sets in the environment of the service; here with values that let the example run as it is.
process.env.DMT_PROVIDER_PACKAGES ??= 'sealed-file-secrets'
process.env.SEALED_FILE_PASSPHRASE ??= 'correct horse battery staple'
const url = process.env.SECRETS_URL ?? 'sealed-file:./secrets.json?create=true'

// From here on nothing names the provider: the URL finds it.
const secrets = await openSecrets(url)
await secrets.probe()
const previous = await secrets.get('devices/example')
const version = await secrets.put('devices/example', { AMT_PASSWORD: 'P@ssw0rd' })
console.log(`provider: ${secrets.provider}`)
console.log(`devices/example: version ${version}, before ${previous?.version ?? 'absent'}`)
console.log(`paths: ${(await secrets.list('')).join(', ')}`)
await secrets.close()
