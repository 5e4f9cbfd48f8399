const clause = /^(from|where|order by|set|values|returning|output|limit|offset|cross apply|cross join) /

/** The same statement with each outermost clause on a line of its own. */
export function readableSql(text: string): string {
  let depth = 0
  let result = ''
  for (let index = 0; index < text.length; index++) {
    const letter = text[index] ?? ''
    if (letter === '(') depth++
    if (letter === ')') depth--
    const starts = letter === ' ' && depth === 0 && clause.test(text.slice(index + 1))
    result += starts ? '\n  ' : letter
  }
  return result
}
