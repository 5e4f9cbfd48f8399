import { posix } from 'node:path'
import ts from 'typescript'
import type { Files } from './workspace.js'

/** Parses a TypeScript file, with parents and comments. */
export const parse = (path: string, text: string) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)

/** Whether a path is TypeScript that a person wrote. */
export const isTypeScript = (path: string) => /\.[cm]?tsx?$/.test(path) && !path.endsWith('.d.ts')

/** Whether a path belongs to tests, and so not to what is published. */
export const isTest = (path: string) => path.endsWith('.test.ts') || /^(?:packages|examples)\/[^/]+\/test\//.test(path)

/** Every module that a text imports, types and dynamic imports included. */
export const importsOf = (text: string) =>
  ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)

/** The package of a bare import: `@scope/name/entry` -> `@scope/name`; `undefined` for a path or a part of Node. */
export function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return undefined
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** The source file behind a relative import, which names the compiled one. */
export function resolveRelative(files: Files, from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const target = posix.join(posix.dirname(from), specifier)
  return [target, target.replace(/\.js$/, '.ts'), target.replace(/\.js$/, '.tsx')].find((path) => files.has(path))
}
