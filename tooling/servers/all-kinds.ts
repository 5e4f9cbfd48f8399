import { kinds } from './kinds.js'
import { ownKinds } from './own-kinds.js'

/** The names of every kind of server, shared or not: those that CI requires. */
export const allKinds: string[] = [...Object.keys(kinds), ...Object.keys(ownKinds)]
