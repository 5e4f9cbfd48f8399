import { builtinModules } from 'node:module'
import ts from 'typescript'

/** The first example of a README, as a module that Node runs. */
export interface ReadmeExample {
  /** JavaScript. */
  code: string
  /** The kind of server that the comment `<!-- needs: postgres -->` before the example names. */
  needs: string | undefined
  /** Packages that it imports. */
  imports: string[]
}

const block = /(?:<!--\s*needs:\s*([\w-]+)\s*-->\s*)?^```(?:ts|typescript|js|javascript|mjs)[^\n]*\n([\s\S]*?)^```/m

/** Reads the first TypeScript or JavaScript block of a README; `undefined` when it has none. */
export function readmeExample(readme: string): ReadmeExample | undefined {
  const found = block.exec(readme)
  if (found?.[2] === undefined) return undefined
  const { outputText } = ts.transpileModule(found[2], {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  })
  return { code: outputText, needs: found[1], imports: packagesIn(outputText) }
}

function packagesIn(code: string): string[] {
  const names = ts.preProcessFile(code).importedFiles.map(({ fileName }) => fileName)
  return names.filter((name) => !name.startsWith('node:') && !builtinModules.includes(name)).map(packageOf)
}

/** `@scope/name/entry` -> `@scope/name`; a path stays what it is. */
const packageOf = (specifier: string) => /^(@[^/]+\/[^/]+|[^./][^/]*)/.exec(specifier)?.[1] ?? specifier

/** The example with the address of a real server in place of the one that it prints. */
export const withServer = (code: string, kind: string, url: string) =>
  code.replace(new RegExp(`\\b${kind}(?:ql|\\+\\w+)?://[^'"\`\\s]+`, 'g'), url)
