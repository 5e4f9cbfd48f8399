import type { Check } from '../workspace.js'

// A home folder, wherever a machine keeps those. Not preceded by a word: `secret/root/…` is a path in a store.
const home = /(?<![\w./-])(?:\/(?:root|home|Users)\/[\w.-]+|[A-Z]:\\Users\\[\w.-]+)/

/** No file names a folder of the machine that it was written on. */
export const machinePaths: Check = ({ files }) =>
  [...files].flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) => {
      const found = home.exec(line)
      return found ? [{ path: `${path}:${index + 1}`, message: `names a folder of one machine: ${found[0]}` }] : []
    }),
  )
