import { showDevices } from './devices.js'
import { byId } from './element.js'
import { showProfiles } from './profiles.js'
import { showCounts, showProviders } from './summary.js'
import { TagList } from './tags.js'

const problem = byId('problem', HTMLElement)
const field = byId('field', HTMLSelectElement)
const text = byId('text', HTMLInputElement)
const size = byId('size', HTMLSelectElement)
const tags = new TagList(() => {
  text.value = ''
  firstPage()
})
let skip = 0

/**
 * Does work that asks the service, and says on the page when it fails.
 * @param {(() => Promise<void>)[]} work
 */
async function attempt(...work) {
  const results = await Promise.allSettled(work.map((one) => one()))
  const failed = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason.message)] : []))
  problem.hidden = failed.length === 0
  problem.textContent = [...new Set(failed)].join(' · ')
}

function loadDevices() {
  return showDevices({
    field: field.value,
    text: text.value.trim(),
    tags: tags.chosen,
    method: tags.method,
    skip,
    size: Number(size.value),
  })
}

function firstPage() {
  skip = 0
  attempt(loadDevices)
}

/** @param {number} pages */
function turn(pages) {
  skip = Math.max(0, skip + pages * Number(size.value))
  attempt(loadDevices)
}

byId('search', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault()
  tags.clear()
  firstPage()
})
byId('clear', HTMLButtonElement).addEventListener('click', () => {
  text.value = ''
  tags.clear()
  firstPage()
})
byId('previous', HTMLButtonElement).addEventListener('click', () => turn(-1))
byId('next', HTMLButtonElement).addEventListener('click', () => turn(1))
size.addEventListener('change', firstPage)

const loadAll = () => attempt(showCounts, showProviders, () => tags.load(), loadDevices, showProfiles)
byId('refresh', HTMLButtonElement).addEventListener('click', loadAll)
loadAll()
