import type { Call } from '@dmt-providers/core'
import { isNotFound } from './errors.js'
import { currentStage, deletedStage, type SecretsClient } from './secrets-client.js'
import { type VersionPlace, versionPlace } from './version-id.js'

/** What a name holds, without its value. */
export interface SecretState {
  /** True when the last version is one that says that it was deleted, or when there is none. */
  readonly empty: boolean
  /** True when AWS will delete it: it cannot be read until it is restored. */
  readonly scheduled: boolean
  /** The last version; that of another program counts as the one before it. */
  readonly place: VersionPlace
  /** True when the current version was written by another program. */
  readonly foreign: boolean
}

/** Asks for the state of a name; `undefined` when AWS has no secret of it. */
export async function secretState(client: SecretsClient, name: string, call: Call): Promise<SecretState | undefined> {
  const found = await client.describe(name, call).catch((error: unknown) => {
    if (isNotFound(error)) return undefined
    throw error
  })
  if (found === undefined) return undefined
  const stages = Object.entries(found.VersionIdsToStages ?? {})
  const [id, labels = []] = stages.find(([, of]) => of.includes(currentStage)) ?? []
  const place = id === undefined ? { number: 0, since: 1 } : versionPlace(id)
  return {
    empty: id === undefined || labels.includes(deletedStage),
    scheduled: found.DeletedDate !== undefined,
    place: place ?? (await lastPlace(client, name, call)),
    foreign: place === undefined,
  }
}

/** Of the versions that this package wrote, the last; others stand between or after them. */
async function lastPlace(client: SecretsClient, name: string, call: Call): Promise<VersionPlace> {
  const places = (await client.versionIds(name, call)).map(versionPlace).filter((place) => place !== undefined)
  return places.reduce((last, place) => (place.number > last.number ? place : last), { number: 0, since: 1 })
}

/** Where the version after a state stands. */
export function nextPlace({ empty, place }: SecretState): VersionPlace {
  const number = place.number + 1
  return { number, since: empty ? number : place.since }
}
