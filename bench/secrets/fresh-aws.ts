import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { FreshDatabase } from '../../tooling/servers/fresh-database.js'

/** Starts the built server of `src/secrets/serve-aws.ts`, and has every process from now on sign with keys of no one. */
export async function freshAws(): Promise<FreshDatabase> {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' })
  const child = fork(fileURLToPath(new URL('../dist/secrets/serve-aws.js', import.meta.url)))
  const [url] = await once(child, 'message')
  return {
    url: `aws-secrets-manager://eu-west-1/bench?endpoint=${url}`,
    drop: async () => child.disconnect(),
  }
}
