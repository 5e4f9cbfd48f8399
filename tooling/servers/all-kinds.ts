import { kinds } from './kinds.js'
import { type OwnKind, ownKinds } from './own-kinds.js'
import type { ServerKind } from './server.js'

const plenty = (registry: Readonly<Record<string, ServerKind | OwnKind>>) =>
  Object.entries(registry).flatMap(([name, { scarce }]) => (scarce === true ? [] : [name]))

/** The names of every kind of server that can be had, shared or not: those that CI requires. */
export const allKinds: string[] = [...plenty(kinds), ...plenty(ownKinds)]
