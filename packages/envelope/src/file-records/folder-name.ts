import { join } from 'node:path'

/** Well under the 255 bytes that file systems allow for one name, with room for its mark. */
const pieceLength = 200

/**
 * The folder of a secret's path, relative to the folder of all: printable lower-case ASCII, so that neither the file
 * system's case rules nor its Unicode form can make two paths one, and reversible, so that a listing opens no file.
 * `devices/Ü1` → `s.devices+%dc.1`: letters a-z, digits, `-` and `_` stay, `/` becomes `+`, any other character `%` with
 * its code point in hexadecimal and a dot. A long name is cut into nested folders: `c.` goes on, `s.` ends; the
 * marks also keep names clear of those that Windows reserves.
 */
export function folderOfPath(path: string): string {
  const name = Array.from(path, escaped).join('')
  const pieces = name.match(new RegExp(`.{1,${pieceLength}}`, 'g')) ?? []
  return join(...pieces.map((piece, index) => `${index === pieces.length - 1 ? 's' : 'c'}.${piece}`))
}

/** The path of a folder whose nested names are given from the outermost; `undefined` when none gives these names. */
export function pathOfFolder(names: readonly string[]): string | undefined {
  const name = names.map((one) => one.slice(2)).join('')
  if (!/^(?:[a-z0-9_+-]|%[0-9a-f]{1,6}\.)+$/.test(name)) return undefined
  const path = name.replaceAll('+', '/').replace(/%([0-9a-f]+)\./g, (_, digits: string) => character(digits))
  return folderOfPath(path) === join(...names) ? path : undefined
}

/** Whether a folder goes on below. */
export function goesOn(name: string): boolean {
  return name.startsWith('c.')
}

function escaped(character: string): string {
  if (character === '/') return '+'
  return /^[a-z0-9_-]$/.test(character) ? character : `%${character.codePointAt(0)?.toString(16)}.`
}

function character(digits: string): string {
  const code = Number.parseInt(digits, 16)
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : ''
}
