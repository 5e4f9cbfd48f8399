/** One `keyword=value` of a connection string. */
export interface Pair {
  readonly keyword: string
  readonly value: string
}

/** What is wrong with one of the parts of a connection string, from 1, without showing it. */
export interface SplitProblem {
  readonly place: number
  readonly problem: string
}

/**
 * How values are quoted. Sources: Microsoft's "Connection string syntax" for ADO.NET, "Connection string format and
 * attributes" for ODBC, and "Building the connection URL" for JDBC.
 */
export type Quoting = 'quotes' | 'braces'

/** A text that is quoted twice stands for itself once. */
const quoted: Readonly<Record<Quoting, readonly { begin: string; end: string; pattern: RegExp }[]>> = {
  quotes: [
    { begin: '"', end: '"', pattern: /"((?:[^"]|"")*)"/y },
    { begin: "'", end: "'", pattern: /'((?:[^']|'')*)'/y },
  ],
  braces: [{ begin: '{', end: '}', pattern: /\{((?:[^}]|\}\})*)\}/y }],
}

/** A keyword ends at the first equals sign; two of them are one that belongs to it. */
const keywordPattern = /[\s;]*((?:[^=;]|==)*)=(?!=)\s*/y

/** Splits `keyword=value;…`. Values keep what they are quoted for; what stands around them does not count. */
export function splitPairs(text: string, quoting: Quoting): (Pair | SplitProblem)[] {
  const found: (Pair | SplitProblem)[] = []
  let at = skipped(text, 0)
  while (at < text.length) {
    const place = found.length + 1
    keywordPattern.lastIndex = at
    const [whole, keyword] = keywordPattern.exec(text) ?? []
    if (whole === undefined || keyword === undefined) {
      found.push({ place, problem: 'has no equals sign; a value that has a semicolon, or begins with =, needs quotes' })
      at = endOf(text, at)
    } else {
      const { next, value, problem } = valueAt(text, at + whole.length, quoting)
      const name = keyword.replaceAll('==', '=').trim()
      found.push(value === undefined ? { place, problem: problem ?? '' } : { keyword: name, value })
      at = next
    }
    at = skipped(text, at)
  }
  return found
}

function valueAt(text: string, at: number, quoting: Quoting): { next: number; value?: string; problem?: string } {
  const quote = quoted[quoting].find(({ begin }) => text[at] === begin)
  if (quote === undefined) {
    const next = endOf(text, at)
    return { next, value: text.slice(at, next).trim() }
  }
  const { begin, end, pattern } = quote
  pattern.lastIndex = at
  const [whole, inside] = pattern.exec(text) ?? []
  if (whole === undefined || inside === undefined)
    return { next: text.length, problem: `has a value that begins with ${begin} and has no ${end} at its end` }
  const after = at + whole.length
  const next = endOf(text, after)
  if (text.slice(after, next).trim() !== '')
    return { next, problem: `has text after the ${end} of its value; within the value write it twice` }
  return { next, value: inside.replaceAll(end + end, end) }
}

function skipped(text: string, at: number): number {
  let next = at
  while (next < text.length && /[\s;]/.test(text[next] ?? '')) next++
  return next
}

function endOf(text: string, at: number): number {
  const end = text.indexOf(';', at)
  return end === -1 ? text.length : end
}
