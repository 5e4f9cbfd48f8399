/** Longest part of a name that is used: file systems take 255 bytes. */
const longestName = 200

/**
 * The file of a key, below the folder: `mps/config` is `mps/config`. Every character but `A-Z a-z 0-9 _ - .`, and a dot
 * at the start of a name, is percent-encoded; a longer name goes on in a folder whose name ends in `%`.
 */
export function pathOfKey(key: string): string {
  return key
    .split('/')
    .map((segment) => cut(encoded(segment)))
    .join('/')
}

/**
 * The other file that a key may have, for when its first one cannot be: there is a folder of that name, or one of the
 * folders on the way is a file. The first character is encoded, and each slash: `%6Dps%2Fconfig`.
 */
export function asideOfKey(key: string): string {
  const [first = '', ...rest] = key
  const name = rest.join('').split('/').map(encoded).join('%2F')
  return cut(`${bytesOf(first)}${name}`)
}

/** The key of a file, by its path below the folder with slashes; `undefined` for a file that no key has. */
export function keyOfPath(path: string): string | undefined {
  try {
    const key = decodeURIComponent(path.replaceAll('%/', ''))
    return [pathOfKey(key), asideOfKey(key)].includes(path) ? key : undefined
  } catch {
    return undefined
  }
}

/**
 * Whether a name can be a part of a key's path. Hidden files of editors, of Kubernetes and of this provider cannot, nor
 * can `config~` or the `lost+found` of a volume, which nobody but root may look into.
 */
export const isKeyPart = (name: string) => /^(?!\.)(?:[A-Za-z0-9_.-]|%[0-9A-F]{2})+%?$/.test(name)

function encoded(text: string): string {
  return text.replace(/^\.|[^A-Za-z0-9_.-]/gu, bytesOf)
}

function bytesOf(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

function cut(name: string): string {
  const parts: string[] = []
  for (let start = 0; start < name.length; start += longestName) parts.push(name.slice(start, start + longestName))
  return parts.join('%/')
}
