import { isMissing } from '../server.js'
import { buildEtcd, builtEtcd, etcdLines } from './etcd-build.js'

// npx tsx tooling/servers/etcd/build.ts: etcd of each line for the tests, where the machine has it not.
for (const line of etcdLines) {
  const started = performance.now()
  if (isMissing(await builtEtcd(line))) await buildEtcd(line)
  console.log(`etcd ${line}: ${Math.round((performance.now() - started) / 1_000)} s`)
}
