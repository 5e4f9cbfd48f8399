import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ProviderError } from './provider-error.js'

/**
 * Imports a package by name, wherever the operator installed it: beside this package, beside the running program, or
 * in the working directory. Throws `invalid-options` with the install command when none has it, and with the reason when
 * it cannot be loaded.
 */
export async function importPackage(name: string): Promise<unknown> {
  for (const base of bases()) {
    const entry = entryOf(name, base)
    if (entry !== undefined) return await load(name, entry)
  }
  throw new ProviderError('invalid-options', `the package ${name} is not installed; run: npm install ${name}`)
}

async function load(name: string, entry: string): Promise<unknown> {
  try {
    return await import(entry)
  } catch (error) {
    throw unusable(name, error)
  }
}

function unusable(name: string, error: unknown): ProviderError {
  const reason = error instanceof Error ? error.message : String(error)
  return new ProviderError('invalid-options', `the package ${name} cannot be loaded: ${reason}`, { cause: error })
}

function bases(): string[] {
  const program = process.argv[1]
  const beside = program === undefined ? [] : [pathToFileURL(program).href]
  return [import.meta.url, ...beside, pathToFileURL(join(process.cwd(), 'package.json')).href]
}

function entryOf(name: string, base: string): string | undefined {
  try {
    return pathToFileURL(createRequire(base).resolve(name)).href
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
    if (code === 'MODULE_NOT_FOUND') return undefined
    // Such as an entry under the condition "import" alone, which the look-up beside another file does not see.
    throw unusable(name, error)
  }
}
