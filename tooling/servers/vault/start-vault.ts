import { freePort } from '../free-port.js'
import type { OwnKind } from '../own-kinds.js'
import { isMissing, type MissingServer, type OwnServer } from '../server.js'
import { serverFolder } from '../server-folder.js'
import { ServerProcess } from '../server-process.js'
import { until } from '../until.js'
import { type VaultTls, vaultArguments } from './vault-arguments.js'
import { initializeVault, vaultAt, vaultVersion } from './vault-at.js'
import { findVault } from './vault-program.js'

/** Milliseconds that a start may take on a busy machine. */
const patience = 60_000

/** A Vault for the test alone. */
export const ownVault = { find: findVault } satisfies OwnKind

/** A Vault that a test may also seal. */
export interface OwnVault extends OwnServer {
  /** Locks it, as an operator does who suspects an attack. */
  seal(): Promise<void>
  /** Opens it again. */
  unseal(): Promise<void>
  /** Folder of plugins that it may load. */
  readonly plugins: string
}

/** Serves Vault on free loopback ports, initialised and unsealed, with its data in a temporary folder. */
export async function startVault(tls?: VaultTls): Promise<OwnVault | MissingServer> {
  const found = await findVault()
  if (isMissing(found)) return found
  const folder = await serverFolder('vault', 'vault')
  const place = { name: 'data', port: await freePort(), clusterPort: await freePort() }
  const address = `http://127.0.0.1:${place.port}`
  const args = await vaultArguments(folder, place, { plugins: found.plugins, tls })
  let running: ServerProcess | undefined
  const run = async () => {
    running = await ServerProcess.start(folder, found.program, args)
    folder.guard.watch(running.pid)
    await until('Vault', patience, () => vaultAt(address, 'GET', 'sys/seal-status')).catch((error: unknown) => {
      throw new Error(`Vault did not start: ${running?.log.slice(-600)}`, { cause: error })
    })
  }
  const active = async () => await until('an active Vault', patience, () => vaultVersion(address))
  const kill = async () => void (await running?.end('SIGKILL'))
  const stop = () => kill().then(() => folder.remove())
  try {
    await run()
    const { key, token } = await initializeVault(address)
    const unseal = async () => {
      await vaultAt(address, 'POST', 'sys/unseal', { key })
      await active()
    }
    const url = address.replace('//', `//:${token}@`)
    const seal = async () => void (await vaultAt(url, 'PUT', 'sys/seal'))
    const restart = () => kill().then(run).then(unseal)
    const { how, plugins } = found
    return {
      url,
      version: await active(),
      how,
      plugins,
      stop,
      kill,
      restart,
      seal,
      unseal,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
