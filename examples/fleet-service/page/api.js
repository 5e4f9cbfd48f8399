/**
 * @typedef {object} Device
 * @property {string} guid
 * @property {string | null} hostname
 * @property {string | null} friendlyName
 * @property {string[] | null} tags
 * @property {string | null} mpsInstance
 * @property {boolean | null} connectionStatus
 * @property {Record<string, unknown> | null} deviceInfo
 */

/** The tenant that the page shows: the one of its own address, or the one without a name. */
const tenantId = new URLSearchParams(location.search).get('tenantId') ?? ''

/**
 * Asks the service.
 * @param {string} path
 * @param {Record<string, string>} query
 * @returns {Promise<Response>}
 */
export function ask(path, query = {}) {
  return fetch(`/api/v1/${path}?${new URLSearchParams({ ...query, ...(tenantId && { tenantId }) })}`)
}

/**
 * Asks the service for JSON. Throws an error with the service's own explanation.
 * @param {string} path
 * @param {Record<string, string>} query
 */
export async function askJson(path, query = {}) {
  const response = await ask(path, query)
  const body = await response.json()
  if (response.ok) return body
  throw new Error(body.message ?? `The service answered ${response.status}`)
}
