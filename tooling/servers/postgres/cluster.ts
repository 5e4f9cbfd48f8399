import { randomBytes } from 'node:crypto'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../free-port.js'
import { guardFolder } from '../guard-folder.js'
import { runCommand } from '../run-command.js'
import { isMissing, type MissingServer, type OwnServer } from '../server.js'
import { type UserId, unprivilegedUser } from '../unprivileged-user.js'
import type { Binaries, FindBinaries } from './binaries.js'
import { Postmaster } from './postmaster.js'

/** Makes a database cluster in a temporary folder with the found programs, and serves it on a free loopback port. */
export async function startCluster(find: FindBinaries): Promise<OwnServer | MissingServer> {
  const binaries = await find()
  if (isMissing(binaries)) return binaries
  const user = await unprivilegedUser('postgres')
  const folder = await temporaryFolder(user)
  const guard = guardFolder(folder)
  const discard = async () => {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    guard.callOff()
  }
  try {
    return await serve(binaries, folder, user, (pid) => guard.watch(pid), discard)
  } catch (error) {
    await discard()
    throw error
  }
}

async function serve(
  { folder: bin, how }: Binaries,
  folder: string,
  user: UserId | undefined,
  watch: (pid: number | undefined) => void,
  discard: () => Promise<void>,
): Promise<OwnServer> {
  const password = randomBytes(16).toString('hex')
  const version = await initialise(bin, folder, password, user)
  const port = await freePort()
  const postmaster = new Postmaster({ bin, folder, port, user, watch })
  await postmaster.start()
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    version,
    how,
    stop: () => postmaster.end('SIGINT').then(discard),
    kill: () => postmaster.end('SIGKILL'),
    restart: () => postmaster.end('SIGINT').then(() => postmaster.start()),
  }
}

async function temporaryFolder(user: UserId | undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'dmt-postgres-'))
  if (user) await chown(folder, user.uid, user.gid)
  return folder
}

async function initialise(bin: string, folder: string, password: string, user: UserId | undefined) {
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (user) await chown(passwordFile, user.uid, user.gid)
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8'
  const options = ['-A', 'scram-sha-256', '-U', 'postgres', `--pwfile=${passwordFile}`, '--no-sync', '-E', 'UTF8']
  const identity = { cwd: folder, ...user }
  await runCommand(join(bin, 'initdb'), ['-D', join(folder, 'data'), ...options, `--locale=${locale}`], identity)
  const version = await runCommand(join(bin, 'postgres'), ['--version'], identity)
  return /\d+(?:\.\d+)?(?:(?:beta|rc)\d+)?/.exec(version)?.[0] ?? version.trim()
}
