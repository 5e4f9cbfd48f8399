import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ConfigStore, openConfig, openSecrets, type SecretsStore } from '@dmt-providers/core'
import { generateKey } from '@dmt-providers/envelope'
import { onTestFinished } from 'vitest'
import { tempFolder } from '../../../../tooling/fixtures/temp-folder.js'
import { type CliRun, type CliWorld, configCli } from './config-cli.js'

/** Stores of a test's own, and the commands on them. */
export interface ConfigPlace {
  /** Runs a command for MPS. */
  mps(args: readonly string[], world?: CliWorld): Promise<CliRun>
  /** What the commands are given in their environment. */
  readonly variables: Readonly<Record<string, string>>
  readonly folder: string
  /** The configuration store itself. */
  store(): Promise<ConfigStore>
  /** The secret store itself. */
  secrets(): Promise<SecretsStore>
  /** Writes a file and answers its path. */
  file(content: unknown): Promise<string>
}

/** A place on the configuration store of a URL, which gets a prefix of its own; on files without one. */
export async function configPlace(url?: string): Promise<ConfigPlace> {
  const folder = await tempFolder()
  await writeFile(join(folder, 'key'), generateKey(), { mode: 0o600 })
  const variables = {
    DMT_CONFIG_URL: url === undefined ? `file:${folder}/config` : `${url}/${randomUUID()}/`,
    MPS_SECRETS_URL: `envelope+file:${folder}/secrets?key=file:${folder}/key`,
  }
  return {
    folder,
    variables,
    mps: (args, world = {}) =>
      configCli([...args, '--service', 'mps'], { ...world, environment: { ...variables, ...world.environment } }),
    store: () => closedAfterwards(openConfig(variables.DMT_CONFIG_URL)),
    secrets: () => closedAfterwards(openSecrets(variables.MPS_SECRETS_URL)),
    async file(content) {
      const path = join(folder, `${randomUUID()}.json`)
      await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
      return path
    },
  }
}

async function closedAfterwards<T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> {
  const opened = await opening
  onTestFinished(() => opened.close())
  return opened
}
