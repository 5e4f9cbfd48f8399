import { freePort } from '../free-port.js'
import type { OwnKind } from '../own-kinds.js'
import { isMissing, type MissingServer } from '../server.js'
import { serverFolder } from '../server-folder.js'
import { ServerNodes } from '../server-nodes.js'
import { until } from '../until.js'
import { type VaultPlace, vaultArguments } from './vault-arguments.js'
import { initializeVault, vaultAt, vaultVersion } from './vault-at.js'
import { findVault } from './vault-program.js'

/** Milliseconds that a start, and the choice of a leader, may take on a busy machine. */
const patience = 60_000

/** Three nodes of Vault that keep their data by raft. */
export const vaultCluster = { find: findVault } satisfies OwnKind

/** A cluster for the caller alone. */
export interface VaultCluster {
  readonly nodes: ServerNodes
  /** Administrator URL of each node. */
  readonly urls: readonly string[]
  /** Resolves once there is an active node; answers its place. */
  leader(): Promise<number>
  /** Starts what does not run, and unseals it. */
  revive(): Promise<void>
}

/** Starts three nodes and resolves once each of them may become the leader. */
export async function startVaultCluster(): Promise<VaultCluster | MissingServer> {
  const found = await findVault()
  if (isMissing(found)) return found
  const folder = await serverFolder('vault', 'vault')
  const places: VaultPlace[] = []
  for (const name of ['one', 'two', 'three'])
    places.push({ name, port: await freePort(), clusterPort: await freePort() })
  const programs = places.map(async (place) => ({
    program: found.program,
    args: await vaultArguments(folder, place, { all: places }),
    port: place.port,
  }))
  const nodes = new ServerNodes(folder, await Promise.all(programs))
  const addresses = places.map(({ port }) => `http://127.0.0.1:${port}`)
  try {
    await nodes.start()
    const { key, token } = await begun(addresses)
    const urls = addresses.map((address) => address.replace('//', `//:${token}@`))
    const revive = async () => {
      await nodes.start()
      await unsealed(addresses, key)
    }
    return { nodes, urls, leader: () => leaderOf(addresses), revive }
  } catch (error) {
    const log = nodes.log
    await nodes.stop()
    throw new Error(`Vault did not start: ${log}`, { cause: error })
  }
}

/** The first node makes the cluster; the others join it, and may vote once it takes them for stable. */
async function begun(addresses: readonly string[]): Promise<{ key: string; token: string }> {
  const [first = ''] = addresses
  await until('Vault', patience, () => vaultAt(first, 'GET', 'sys/seal-status'))
  const made = await initializeVault(first)
  await until('an active Vault', patience, () => vaultVersion(first))
  const url = first.replace('//', `//:${made.token}@`)
  await vaultAt(url, 'POST', 'sys/storage/raft/autopilot/configuration', { server_stabilization_time: '1s' })
  await unsealed(addresses, made.key)
  await until('three voters', patience, async () => {
    const { data } = await vaultAt(url, 'GET', 'sys/storage/raft/configuration')
    const servers: unknown = Object.assign({ config: { servers: [] } }, data).config.servers
    const voters = Array.isArray(servers) ? servers.filter((one) => Object.assign({}, one).voter === true) : []
    return voters.length === addresses.length ? true : undefined
  })
  return made
}

async function unsealed(addresses: readonly string[], key: string): Promise<void> {
  for (const address of addresses) {
    await until('an unsealed Vault', patience, async () => {
      const { sealed, initialized } = await vaultAt(address, 'GET', 'sys/seal-status')
      if (sealed === false) return true
      // Until it has joined, a node knows of no key.
      if (initialized === true) await vaultAt(address, 'POST', 'sys/unseal', { key })
      return undefined
    })
  }
}

async function leaderOf(addresses: readonly string[]): Promise<number> {
  return await until('a leader of Vault', patience, async () => {
    const answers = await Promise.allSettled(addresses.map((address) => vaultAt(address, 'GET', 'sys/leader')))
    const place = answers.findIndex((one) => one.status === 'fulfilled' && one.value.is_self === true)
    return place === -1 ? undefined : place
  })
}
