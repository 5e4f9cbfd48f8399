import { allKinds } from '../servers/all-kinds.js'
import { startBroker } from '../servers/broker.js'
import { buildConsul } from '../servers/consul/consul-build.js'
import { findConsul } from '../servers/consul/consul-program.js'
import { buildEtcd, builtEtcd, etcdLines } from '../servers/etcd/etcd-build.js'
import { brokerVariable } from '../servers/global-setup.js'
import { type KindName, kinds } from '../servers/kinds.js'
import { type OwnKindName, ownKinds, type ServerPrograms } from '../servers/own-kinds.js'
import { requiredServers } from '../servers/required-servers.js'
import { isMissing, type MissingServer } from '../servers/server.js'
import { testServer } from '../servers/test-server.js'
import { buildVault } from '../servers/vault/vault-build.js'
import { findVault } from '../servers/vault/vault-program.js'
import { merge } from './merge.js'
import { notRun } from './not-run.js'
import type { Phase, PhaseResult, Run } from './phase.js'
import { single } from './single.js'

/**
 * Starts every kind of server that tests share, once for the whole run, and looks for the programs of those that tests
 * start for themselves; the second value stops them.
 */
export function serversPhase(): { phase: Phase; stop(): Promise<void> } {
  let stop: () => Promise<void> = async () => undefined
  const phase: Phase = {
    name: 'servers',
    run: async (run) => {
      const broker = await startBroker()
      stop = () => broker.close()
      process.env[brokerVariable] = broker.url
      run.env[brokerVariable] = broker.url
      const results: PhaseResult[] = [
        ...(await built('vault', findVault, buildVault)),
        ...(await built('consul', findConsul, buildConsul)),
      ]
      for (const line of etcdLines)
        results.push(
          ...(await built(
            `etcd-${line}`,
            () => builtEtcd(line),
            () => buildEtcd(line),
          )),
        )
      for (const kind of Object.keys(kinds) as KindName[]) results.push(await offer(kind, run))
      for (const kind of Object.keys(ownKinds) as OwnKindName[]) results.push(await lookFor(kind))
      return merge(results)
    },
  }
  return { phase, stop: () => stop() }
}

/** What takes minutes to be had is built here, once on a machine, and only where it must not be missing. */
async function built(
  kind: KindName,
  find: () => Promise<ServerPrograms | MissingServer>,
  build: () => Promise<void>,
): Promise<PhaseResult[]> {
  if (!isRequired(kind) || process.env[kinds[kind].variable] !== undefined || !isMissing(await find())) return []
  try {
    await build()
    return []
  } catch (error) {
    return [single(`${kind}, built from its Go module`, '', false, String(error))]
  }
}

async function offer(kind: KindName, run: Run): Promise<PhaseResult> {
  try {
    const server = await testServer(kind)
    if (isMissing(server)) return notRun(kind, server.missing)
    run.servers.set(kind, server)
    run.env[kinds[kind].variable] = server.url
    return single(kind, `${server.version}, ${server.how}`, true, '')
  } catch (error) {
    return single(kind, isRequired(kind) ? 'required' : '', false, String(error))
  }
}

async function lookFor(kind: OwnKindName): Promise<PhaseResult> {
  const found = await ownKinds[kind].find()
  if (!isMissing(found)) return single(kind, `${found.version}, ${found.how}`, true, '')
  return isRequired(kind) ? single(kind, 'required', false, found.missing) : notRun(kind, found.missing)
}

const isRequired = (kind: string) => requiredServers(allKinds).includes(kind)
