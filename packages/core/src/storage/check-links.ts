import { ProviderError } from '../provider-error.js'
import { checkField } from './check-field.js'
import type { ProfileProxyConfig, ProfileWirelessConfig } from './rows.js'
import { tableFields } from './table-fields.js'

const wireless = tableFields.profileWirelessConfigs
const proxy = tableFields.profileProxyConfigs

/** Checks the Wi-Fi links of a profile. Throws `invalid-argument`. */
export function checkWirelessLinks(links: unknown): ProfileWirelessConfig[] {
  return entries('wifiConfigs', links).map((link, index) => ({
    priority: Number(checkField(`wifiConfigs[${index}].priority`, wireless.priority, link.priority)),
    profileName: String(checkField(`wifiConfigs[${index}].profileName`, wireless.profileName, link.profileName)),
  }))
}

/** Checks the proxy links of a profile. Throws `invalid-argument`. */
export function checkProxyLinks(links: unknown): ProfileProxyConfig[] {
  return entries('proxyConfigs', links).map((link, index) => ({
    name: String(checkField(`proxyConfigs[${index}].name`, proxy.name, link.name)),
    priority: Number(checkField(`proxyConfigs[${index}].priority`, proxy.priority, link.priority)),
  }))
}

function entries(parameter: string, links: unknown): Readonly<Record<string, unknown>>[] {
  if (links === undefined || links === null) return []
  if (Array.isArray(links) && links.every((link) => typeof link === 'object' && link !== null)) return links
  throw new ProviderError('invalid-argument', `${parameter} is no list of objects; give a list of name and priority`)
}
