import { askJson } from './api.js'
import { byId, element, formatted } from './element.js'

/** @typedef {{ tag: string, count: number | null }} TagCount */

/** The list of tags, in which some may be chosen. */
export class TagList {
  /** @type {TagCount[]} */
  #counts = []
  /** @type {Set<string>} */
  #chosen = new Set()
  #list = byId('tags', HTMLUListElement)
  #search = byId('tag-search', HTMLInputElement)

  /** @param {() => void} onChange called when other tags are chosen, or another way to match them */
  constructor(onChange) {
    this.onChange = onChange
    this.#search.addEventListener('input', () => this.#show())
    for (const radio of document.querySelectorAll('input[name=method]')) radio.addEventListener('change', onChange)
  }

  /** The chosen tags. */
  get chosen() {
    return [...this.#chosen]
  }

  /** `AND` or `OR`. */
  get method() {
    return document.querySelector('input[name=method][value=AND]:checked') === null ? 'OR' : 'AND'
  }

  async load() {
    this.#counts = await askJson('devices/tag-counts')
    this.#show()
  }

  clear() {
    this.#chosen.clear()
    this.#show()
  }

  #show() {
    const wanted = this.#search.value.trim().toLowerCase()
    const shown = this.#counts.filter(({ tag }) => this.#chosen.has(tag) || tag.toLowerCase().includes(wanted))
    this.#list.replaceChildren(...shown.map((count) => element('li', {}, this.#button(count))))
    byId('tags-note', HTMLElement).textContent = `${shown.length} of ${this.#counts.length} tags`
  }

  /** @param {TagCount} count */
  #button({ tag, count }) {
    const shownCount = element('span', { class: 'number' }, count === null ? '' : formatted(count))
    const pressed = String(this.#chosen.has(tag))
    const button = element('button', { type: 'button', 'aria-pressed': pressed }, element('span', {}, tag), shownCount)
    button.addEventListener('click', () => {
      if (!this.#chosen.delete(tag)) this.#chosen.add(tag)
      button.setAttribute('aria-pressed', String(this.#chosen.has(tag)))
      this.onChange()
    })
    return button
  }
}
