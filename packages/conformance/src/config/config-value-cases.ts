import { equal, holds, outcome, rejects } from '../expectations.js'
import { nastyStrings, refusedStrings } from '../nasty-strings.js'
import type { ConfigCase } from './config-context.js'

const shapes: Readonly<Record<string, string>> = {
  'an empty text': '',
  'a JSON object': '{"common_name":"mps.example.org","port":4433,"generate_certificates":true}',
  'JSON with line ends': '{\n  "a": 1,\r\n  "b": [1, 2]\n}\n',
  'no JSON': 'log_level = silly',
  'line ends after the text': 'a\n\n',
  'white space alone': ' \t\n ',
}

/** As the configuration of a service with its certificates: larger than a page of any store, below every limit. */
const large = JSON.stringify({ certificate: 'ä€😀-0123456789'.repeat(10_000) })

/** What a value is and keeps. */
export const configValueCases: readonly ConfigCase[] = [
  {
    id: 'config/values/absent',
    group: 'behaviour',
    title: 'a key that nobody wrote answers undefined',
    async run({ store, prefix }) {
      equal(await store.get(`${prefix}none`), undefined, 'get')
      equal(await store.list(prefix), [], 'list')
    },
  },
  {
    id: 'config/values/round-trip',
    group: 'behaviour',
    title: 'get answers exactly the text that put was given, with key and version',
    async run({ store, prefix }) {
      for (const [what, value] of Object.entries(shapes)) {
        const version = await store.put(`${prefix}a`, value)
        equal(await store.get(`${prefix}a`), { key: `${prefix}a`, value, version }, what)
      }
    },
  },
  {
    id: 'config/values/empty-is-there',
    group: 'behaviour',
    title: 'an empty text is a value, and not an absent one',
    async run({ store, prefix }) {
      const version = await store.put(`${prefix}a`, '')
      const entry = { key: `${prefix}a`, value: '', version }
      equal(await store.get(`${prefix}a`), entry, 'get')
      equal(await store.list(prefix), [entry], 'list')
    },
  },
  {
    id: 'config/values/nasty-texts',
    group: 'nasty strings',
    title: 'nasty texts are kept exactly, by get and by list',
    async run({ store, prefix }) {
      for (const [what, value] of Object.entries(nastyStrings)) {
        await store.put(`${prefix}a`, value)
        equal((await store.get(`${prefix}a`))?.value, value, `get: ${what}`)
        equal((await store.list(prefix))[0]?.value, value, `list: ${what}`)
      }
    },
  },
  {
    id: 'config/values/large',
    group: 'behaviour',
    title: 'a value of over 200,000 bytes is kept',
    async run({ store, prefix }) {
      await store.put(`${prefix}a`, large)
      holds((await store.get(`${prefix}a`))?.value === large, 'the value came back otherwise')
    },
  },
  {
    id: 'config/values/oversized',
    group: 'errors',
    title: 'a value of eight million bytes is kept exactly or throws limit-exceeded, and the store goes on',
    async run({ store, prefix }) {
      const value = 'x'.repeat(8_000_000)
      await store.put(`${prefix}a`, 'before')
      const code = await outcome(store.put(`${prefix}a`, value))
      holds(code === 'ok' || code === 'limit-exceeded', `expected ok or limit-exceeded, got ${code}`)
      const found = (await store.get(`${prefix}a`))?.value
      holds(found === (code === 'ok' ? value : 'before'), 'what is stored is neither the old value nor the new one')
      await store.put(`${prefix}a`, 'after')
      equal((await store.get(`${prefix}a`))?.value, 'after', 'value')
    },
  },
  {
    id: 'config/values/refused',
    group: 'refusal',
    title: 'a value that is no text, or no well-formed one, throws invalid-argument and changes nothing',
    async run({ store, prefix }) {
      await store.put(`${prefix}a`, 'kept')
      for (const value of [undefined, null, 7, true, {}, ['list'], ...Object.values(refusedStrings)]) {
        const put: Promise<unknown> = Reflect.apply(store.put, store, [`${prefix}a`, value])
        await rejects(put, 'invalid-argument', JSON.stringify(value) ?? 'undefined')
      }
      equal((await store.get(`${prefix}a`))?.value, 'kept', 'value')
    },
  },
]
