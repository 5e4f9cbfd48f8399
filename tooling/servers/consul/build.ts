import { buildConsul, consulBuild } from './consul-build.js'

// npx tsx tooling/servers/consul/build.ts: Consul for the tests, where the machine has none.
const started = performance.now()
await buildConsul()
console.log(`${await consulBuild()}, built in ${Math.round((performance.now() - started) / 1_000)} s`)
