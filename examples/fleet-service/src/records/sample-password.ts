import { randomInt } from 'node:crypto'

const lower = 'abcdefghijkmnopqrstuvwxyz'
const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const digits = '23456789'
const symbols = '!@#$%*'

/** A random password that AMT accepts: 16 characters with at least one of each kind. */
export function samplePassword(): string {
  const all = [lower, upper, digits, symbols]
  const characters = [...all, ...Array<string>(12).fill(all.join(''))].map((set) => set.charAt(randomInt(set.length)))
  for (let index = characters.length - 1; index > 0; index--) {
    const other = randomInt(index + 1)
    const kept = characters[index] ?? ''
    characters[index] = characters[other] ?? ''
    characters[other] = kept
  }
  return characters.join('')
}
