import { startBroker } from '../servers/broker.js'
import { brokerVariable } from '../servers/global-setup.js'
import { type KindName, kinds } from '../servers/kinds.js'
import { requiredServers } from '../servers/required-servers.js'
import { isMissing } from '../servers/server.js'
import { testServer } from '../servers/test-server.js'
import { merge } from './merge.js'
import { notRun } from './not-run.js'
import type { Phase, PhaseResult, Run } from './phase.js'
import { single } from './single.js'

/** Starts every kind of server once for the whole run; the second value stops them. */
export function serversPhase(): { phase: Phase; stop(): Promise<void> } {
  let stop: () => Promise<void> = async () => undefined
  const phase: Phase = {
    name: 'servers',
    run: async (run) => {
      const broker = await startBroker()
      stop = () => broker.close()
      process.env[brokerVariable] = broker.url
      run.env[brokerVariable] = broker.url
      const results: PhaseResult[] = []
      for (const kind of Object.keys(kinds) as KindName[]) results.push(await offer(kind, run))
      return merge(results)
    },
  }
  return { phase, stop: () => stop() }
}

async function offer(kind: KindName, run: Run): Promise<PhaseResult> {
  try {
    const server = await testServer(kind)
    if (isMissing(server)) return notRun(kind, server.missing)
    run.servers.set(kind, server)
    run.env[kinds[kind].variable] = server.url
    return single(kind, `${server.version}, ${server.how}`, true, '')
  } catch (error) {
    return single(kind, requiredServers(Object.keys(kinds)).includes(kind) ? 'required' : '', false, String(error))
  }
}
