import ts from 'typescript'
import { isTypeScript, parse } from '../typescript-file.js'
import type { Check, Problem } from '../workspace.js'

const directive = /@ts-(?:ignore|nocheck|expect-error)\b/

/** No `any`, and nothing that silences the compiler. */
export const forbiddenTypes: Check = ({ files }) =>
  [...files]
    .filter(([path]) => isTypeScript(path))
    .flatMap(([path, text]) => [...anyIn(path, text), ...silencedIn(path, text)])

function anyIn(path: string, text: string): Problem[] {
  const problems: Problem[] = []
  const source = parse(path, text)
  const visit = (node: ts.Node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      problems.push({ path: `${path}:${line + 1}`, message: 'any: name the type, or take unknown and look' })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return problems
}

function silencedIn(path: string, text: string): Problem[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) =>
    /^\s*(?:\/\/|\/\*|\*)/.test(line) && directive.test(line)
      ? [{ path: `${path}:${index + 1}`, message: 'a comment silences the compiler: mend the type' }]
      : [],
  )
}
