import type {
  CiraConfigInput,
  DomainInput,
  Ieee8021xProfileInput,
  ProxyConfigInput,
  WirelessProfileInput,
} from '@dmt-providers/core'
import { isDuplicate, isIn, isInUse } from './conflicts.js'

/** Message and name of an `RPSError`; its name is `Error` when none is given. */
export interface Refusal {
  message: string
  name?: string
}

/** What RPS says of refused writes to one table. */
export interface Situations<Input> {
  /** How RPS calls a row of the table where it finds none: `CIRA`. */
  kind: string
  insert(error: unknown, item: Input): Refusal | Promise<Refusal>
  update(error: unknown, item: Input): Refusal | Promise<Refusal>
  /** `undefined`: RPS passes the error itself on. */
  delete(error: unknown, name: string): Refusal | undefined
}

/** The name of every refused duplicate. */
export const uniqueKey = 'Unique key violation'

const foreignKey = 'Foreign key violation'

/** What RPS says where it says nothing in particular. */
export const failed = (what: string): Refusal => ({ message: `Operation failed: ${what}` })

const networkFailed = (type: string, name: string): Refusal => ({
  message: `Operation failed for ${type} profile: ${name}`,
})

const duplicateOr = (error: unknown, message: string, otherwise: Refusal): Refusal =>
  isDuplicate(error) ? { message, name: uniqueKey } : otherwise

const duplicateDomain = (error: unknown, { profileName }: DomainInput) =>
  duplicateOr(error, `Domain ${profileName} ID or Suffix already exists`, failed(profileName))

const networkInUse = (error: unknown, type: 'Wireless' | 'Proxy', name: string): Refusal =>
  isInUse(error)
    ? { message: `${type} profile: ${name} is associated with an AMT Profile.`, name: foreignKey }
    : failed(`Delete ${type.toLowerCase()} configuration : ${name}`)

/** CIRA configs. */
export const ciraSituations: Situations<CiraConfigInput> = {
  kind: 'CIRA',
  insert: (error, { configName }) =>
    duplicateOr(error, `CIRA Config ${configName} already exists.`, failed(configName)),
  update: (_, { configName }) => failed(configName),
  delete: (error, name) =>
    isInUse(error)
      ? { message: `CIRA Config: ${name} is associated with an AMT profile`, name: foreignKey }
      : failed(`Delete CIRA config : ${name}`),
}

/** Domains. */
export const domainSituations: Situations<DomainInput> = {
  kind: 'Domain',
  insert: duplicateDomain,
  update: duplicateDomain,
  delete: () => undefined,
}

/** 802.1x profiles; RPS names a referring table, and gives those refusals no name. */
export const ieee8021xSituations: Situations<Ieee8021xProfileInput> = {
  kind: '802.1x',
  insert: (error, { profileName }) =>
    duplicateOr(error, `802.1x config: ${profileName} already exists`, {
      message: `802.1x insertion failed for ${profileName}`,
    }),
  update: (_, { profileName }) => failed(profileName),
  delete: (error, name) => {
    if (!isInUse(error)) return failed(`Delete 802.1x configuration : ${name}`)
    const referrer = isIn('profiles', error) ? 'an AMT Profile' : 'a wireless profile'
    return { message: `802.1x config: ${name} is associated with ${referrer}.` }
  },
}

/** Wi-Fi networks. */
export const wirelessSituations: Situations<WirelessProfileInput> = {
  kind: 'Wireless',
  insert: (error, { profileName }) =>
    duplicateOr(error, `Wireless profile ${profileName} already exists`, networkFailed('Wireless', profileName)),
  update: (_, { profileName }) => networkFailed('Wireless', profileName),
  delete: (error, name) => networkInUse(error, 'Wireless', name),
}

/** Proxies. */
export const proxySituations: Situations<ProxyConfigInput> = {
  kind: 'Proxy',
  insert: (error, { name }) => duplicateOr(error, `Proxy profile ${name} already exists`, networkFailed('Proxy', name)),
  update: (_, { name }) => networkFailed('Proxy', name),
  delete: (error, name) => networkInUse(error, 'Proxy', name),
}
