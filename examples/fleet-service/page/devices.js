import { ask, askJson } from './api.js'
import { byId, element, formatted } from './element.js'

/** @import { Device } from './api.js' */

/** @typedef {{ devices: Device[], more: boolean, total: number | undefined }} Page */

/**
 * What is asked for: an exact search, or the devices with some tags, or all of them.
 * @typedef {object} Wanted
 * @property {string} field
 * @property {string} text
 * @property {string[]} tags
 * @property {string} method
 * @property {number} skip
 * @property {number} size
 */

let latest = {}

/**
 * Shows a page of the devices that are wanted. An answer that comes after a later question is dropped.
 * @param {Wanted} wanted
 */
export async function showDevices(wanted) {
  latest = wanted
  const { devices, more, total } = await find(wanted)
  if (latest !== wanted) return
  byId('rows', HTMLElement).replaceChildren(...devices.map(row))
  byId('previous', HTMLButtonElement).disabled = wanted.skip === 0
  byId('next', HTMLButtonElement).disabled = !more
  byId('found', HTMLElement).textContent = describe(wanted, devices.length, more, total)
}

/**
 * @param {Wanted} wanted
 * @returns {Promise<Page>}
 */
async function find({ field, text, tags, method, skip, size }) {
  if (text !== '') return await search(field, text, skip, size)
  // One row more than is shown tells whether there is a next page: a search by tags has no total.
  const page = { $top: String(size + 1), $skip: String(skip) }
  if (tags.length === 0) {
    const { data, totalCount } = await askJson('devices', { ...page, $count: 'true' })
    return { devices: data.slice(0, size), more: data.length > size, total: totalCount }
  }
  const data = await askJson('devices', { ...page, tags: tags.join(','), method })
  return { devices: data.slice(0, size), more: data.length > size, total: undefined }
}

/**
 * Exact searches are answered in one piece.
 * @param {string} field
 * @param {string} text
 * @param {number} skip
 * @param {number} size
 * @returns {Promise<Page>}
 */
async function search(field, text, skip, size) {
  const found = field === 'guid' ? await one(text) : await askJson('devices', { [field]: text })
  return { devices: found.slice(skip, skip + size), more: found.length > skip + size, total: found.length }
}

/**
 * @param {string} guid
 * @returns {Promise<Device[]>}
 */
async function one(guid) {
  const response = await ask(`devices/${encodeURIComponent(guid)}`)
  if (response.status === 204 || response.status === 404) return []
  const body = await response.json()
  if (response.ok) return [body]
  throw new Error(body.message)
}

/** @param {Device} device */
function row(device) {
  const [state, word] = device.connectionStatus ? ['on', 'connected'] : ['off', 'disconnected']
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, device.hostname ?? '', element('code', {}, device.guid)),
    element('td', { class: 'whole' }, element('span', { class: `state ${state}`, 'aria-hidden': 'true' }), word),
    element('td', {}, device.friendlyName ?? ''),
    element('td', { class: 'tags' }, ...(device.tags ?? []).map((tag) => element('span', { class: 'tag' }, tag))),
    element('td', {}, device.mpsInstance ?? ''),
    element('td', {}, String(device.deviceInfo?.fwVersion ?? '')),
  )
}

/**
 * @param {Wanted} wanted
 * @param {number} count
 * @param {boolean} more
 * @param {number | undefined} total
 */
function describe({ skip, text, tags, method }, count, more, total) {
  const which =
    text !== '' ? ' found' : tags.length > 0 ? ` with ${tags.join(method === 'AND' ? ' and ' : ' or ')}` : ''
  if (count === 0) return `No devices${which}`
  const known = total ?? (more ? undefined : skip + count)
  const range = `${formatted(skip + 1)}–${formatted(skip + count)}`
  const all = known === undefined ? `more than ${formatted(skip + count)}` : formatted(known)
  return `${range} of ${all} devices${which}`
}
