import { isTypeScript } from '../typescript-file.js'
import type { Files, Problem } from '../workspace.js'

const limit = 300

/** No source file is long without a reason, and no reason outlives its file's length. */
export function sizeProblems(files: Files, reasons: Record<string, string>): Problem[] {
  const long = [...files].filter(([path, text]) => isTypeScript(path) && linesOf(text) > limit).map(([path]) => path)
  const unexplained = long.filter((path) => !reasons[path]?.trim())
  const stale = Object.keys(reasons).filter((path) => !long.includes(path))
  return [
    ...unexplained.map((path) => ({
      path,
      message: `has ${linesOf(files.get(path) ?? '')} lines: split it, or list it with its reason in tooling/check-packages/layout.ts`,
    })),
    ...stale.map((path) => ({ path, message: `is listed as a long file and has no more than ${limit} lines` })),
  ]
}

const linesOf = (text: string) => text.trimEnd().split('\n').length
