import { askJson } from './api.js'
import { byId, element, formatted } from './element.js'

/** Shows the counts. */
export async function showCounts() {
  const { totalCount, connectedCount, disconnectedCount } = await askJson('devices/stats')
  byId('total', HTMLElement).textContent = formatted(totalCount)
  byId('connected', HTMLElement).textContent = formatted(connectedCount)
  byId('disconnected', HTMLElement).textContent = formatted(disconnectedCount)
}

/** Shows which storage and secret store serve the fleet, once when both hosts use the same. */
export async function showProviders() {
  const { mps, rps } = await askJson('providers')
  byId('providers', HTMLElement).replaceChildren(
    ...entries('Storage', mps.storage, rps.storage),
    ...entries('Secrets', mps.secrets, rps.secrets),
  )
}

/**
 * @param {string} title
 * @param {{ scheme: string, provider: string }} mps
 * @param {{ scheme: string, provider: string }} rps
 */
function entries(title, mps, rps) {
  if (mps.scheme === rps.scheme) return [entry(title, mps.scheme, `${mps.provider} and ${rps.provider}`)]
  return [entry(`${title} of MPS`, mps.scheme, mps.provider), entry(`${title} of RPS`, rps.scheme, rps.provider)]
}

/**
 * @param {string} title
 * @param {string} scheme
 * @param {string} provider
 */
const entry = (title, scheme, provider) =>
  element('div', {}, element('dt', {}, title), element('dd', { title: `loaded from ${provider}` }, scheme))
