import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Makes the folder that the demo works in, with a key for the secrets. A path is relative to where the command was
 * given, which npm and pnpm tell in `INIT_CWD`.
 */
export async function makeWorkingFolder(path: string | undefined): Promise<string> {
  const folder =
    path === undefined
      ? await mkdtemp(join(tmpdir(), 'fleet-demo-'))
      : resolve(process.env.INIT_CWD ?? process.cwd(), path)
  await mkdir(folder, { recursive: true })
  await makeKey(join(folder, 'secrets.key'))
  return folder
}

/** A key of an earlier run stays: with another one its secrets could not be read. */
async function makeKey(path: string): Promise<void> {
  await writeFile(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
}
