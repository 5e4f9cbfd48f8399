import { buildVault, vaultBuild } from './vault-build.js'

// npx tsx tooling/servers/vault/build.ts: Vault for the tests, where the machine has none.
const started = performance.now()
await buildVault()
console.log(`${(await vaultBuild()).vault}, built in ${Math.round((performance.now() - started) / 1_000)} s`)
