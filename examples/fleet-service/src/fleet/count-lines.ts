import { readLines } from './read-lines.js'

/** How many lines a file has, a last one without line feed included. */
export async function countLines(path: string): Promise<number> {
  let count = 0
  for await (const _line of readLines(path)) count++
  return count
}
