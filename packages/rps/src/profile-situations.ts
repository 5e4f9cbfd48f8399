import type { ProfileInput, StorageStore } from '@dmt-providers/core'
import { messageOf } from '@dmt-providers/host'
import { isDuplicate, isIn, isMissingReference } from './conflicts.js'
import { missingReference, proxyReferences, wirelessReferences } from './missing-references.js'
import { failed, type Refusal, type Situations, uniqueKey } from './situations.js'
import { missingRow } from './stored-links.js'

/** What RPS says of refused writes of profiles, which tell a profile's own fields from its links. */
export function profileSituations(store: StorageStore): Situations<ProfileInput> {
  return {
    kind: 'AMT',
    insert: async (error, profile) => {
      if (isMissingReference(error)) return await missing(store, error, profile)
      const isKnown = isDuplicate(error) && isIn('profiles', error)
      const message = `AMT profile ${profile.profileName} already exists`
      return isKnown ? { message, name: uniqueKey } : failed(profile.profileName)
    },
    update: (_, { profileName }) => failed(profileName),
    delete: () => undefined,
  }
}

async function missing(store: StorageStore, error: unknown, profile: ProfileInput): Promise<Refusal> {
  if (isIn('profiles', error)) {
    const message = `Referenced constraint ${profile.ciraConfigName ?? ''} doesn't exist`
    return { message, name: `${missingRow}: ${messageOf(error)}` }
  }
  const references = [wirelessReferences(store, profile.wifiConfigs), proxyReferences(store, profile.proxyConfigs)]
  return { message: await missingReference(references, profile.tenantId), name: missingRow }
}
