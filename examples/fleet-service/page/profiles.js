import { askJson } from './api.js'
import { byId, element } from './element.js'

/**
 * @typedef {object} Profile
 * @property {string} profileName
 * @property {string} activation
 * @property {string | null} ciraConfigName
 * @property {string[] | null} tags
 * @property {{ profileName: string }[]} wifiConfigs
 * @property {{ name: string }[]} proxyConfigs
 */

const shown = 100

/** Shows the first profiles. */
export async function showProfiles() {
  const { data, totalCount } = await askJson('admin/profiles', { $top: String(shown), $count: 'true' })
  byId('profiles', HTMLElement).replaceChildren(...data.map(row))
  byId('profiles-note', HTMLElement).textContent = `${data.length} of ${totalCount} profiles`
}

/** @param {Profile} profile */
const row = (profile) =>
  element(
    'tr',
    {},
    element('th', { scope: 'row' }, profile.profileName),
    element('td', {}, profile.activation),
    element('td', {}, profile.ciraConfigName === null ? 'TLS' : `CIRA, ${profile.ciraConfigName}`),
    element('td', {}, profile.wifiConfigs.map(({ profileName }) => profileName).join(', ')),
    element('td', {}, profile.proxyConfigs.map(({ name }) => name).join(', ')),
    element('td', {}, (profile.tags ?? []).join(', ')),
  )
