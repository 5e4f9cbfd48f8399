import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { providerName } from './provider-name.js'

/** What a provider can implement, with the role that its description names and the packages that it needs. */
export const contracts = {
  secrets: { role: 'the secret store', dependencies: ['@dmt-providers/core', 'zod'] },
  config: { role: 'the configuration store', dependencies: ['@dmt-providers/core', 'zod'] },
  storage: { role: 'the database', dependencies: ['@dmt-providers/core', '@dmt-providers/sql', 'zod'] },
}

/** Name of a contract that can be scaffolded. */
export type Contract = keyof typeof contracts

/** True for the name of a contract. */
export const isContract = (name: string | undefined): name is Contract => Object.hasOwn(contracts, name ?? '')

const templates = fileURLToPath(new URL('templates/', import.meta.url))

/** The files of a new provider package, by path inside it. Throws for a name that is not in kebab case. */
export async function scaffold(name: string, contract: Contract): Promise<Map<string, string>> {
  const { role, dependencies } = contracts[contract]
  const words: Record<string, string> = { ...providerName(name), role, dependencies: dependencyLines(dependencies) }
  const files = new Map<string, string>()
  for (const folder of ['every', contract]) {
    for (const path of await templatesIn(join(templates, folder))) {
      const text = await readFile(join(templates, folder, path), 'utf8')
      const target = path.replace(/\.tmpl$/, '').replace('product', name)
      files.set(
        target,
        text.replace(/\{\{(\w+)\}\}/g, (_, word: string) => wordOf(words, word)),
      )
    }
  }
  return files
}

/** The row of the root README's table of packages. */
export const readmeRow = (name: string, contract: Contract) =>
  `| [\`@dmt-providers/${name}\`](packages/${name}) | ${providerName(name).Name} as ${contracts[contract].role} |`

const templatesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.tmpl'))

const dependencyLines = (names: string[]) =>
  names.map((name) => `"${name}": "${name.startsWith('@dmt-providers/') ? 'workspace:^' : 'catalog:'}"`).join(',\n    ')

function wordOf(words: Record<string, string>, word: string): string {
  const value = words[word]
  if (value === undefined) throw new Error(`A template names {{${word}}}, which nothing fills`)
  return value
}
