import { kinds } from './kinds.js'
import { ownKinds } from './own-kinds.js'
import type { ServerKind } from './server.js'

const isScarce = ({ scarce }: ServerKind) => scarce === true

/** The names of every kind of server that can be had, shared or not: those that CI requires. */
export const allKinds: string[] = [
  ...Object.entries(kinds).flatMap(([name, kind]) => (isScarce(kind) ? [] : [name])),
  ...Object.keys(ownKinds),
]
