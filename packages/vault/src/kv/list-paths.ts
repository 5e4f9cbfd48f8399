import type { Call } from '@dmt-providers/core'
import type { KvEngine } from './kv-engine.js'
import { inUrl, pathOfName, secretName } from './secret-name.js'

/** Folders that are listed at the same time. */
const atOnce = 8

/** Every path that starts with `prefix`, by walking the folders that it may lie in. */
export async function listPaths(engine: KvEngine, prefix: string, call: Call): Promise<string[]> {
  const paths: string[] = []
  let folders = [prefix.slice(0, prefix.lastIndexOf('/') + 1)]
  while (folders.length > 0) {
    const batch = folders.splice(0, atOnce)
    const found = await Promise.all(batch.map((folder) => inFolder(engine, folder, call)))
    const matching = found.flat().filter((path) => path.startsWith(prefix))
    paths.push(...matching.filter((path) => !path.endsWith('/')))
    folders = [...folders, ...matching.filter((path) => path.endsWith('/'))]
  }
  return paths
}

async function inFolder(engine: KvEngine, folder: string, call: Call): Promise<string[]> {
  const names = await engine.list(inUrl(secretName(folder)), call)
  return names.map((name) => folder + pathOfName(name))
}
