import type { JsonObject } from '@dmt-providers/core'
import { equal, holds, rejects } from '../expectations.js'
import { nastyStrings } from '../nasty-strings.js'
import { largeSecret } from './large-secret.js'
import type { SecretsCase } from './secrets-context.js'

const shapes: Readonly<Record<string, JsonObject>> = {
  'an empty object': {},
  'nested objects and lists': { a: { b: [{ c: [[], {}, null] }] }, list: [1, 'two', false, null] },
  'Unicode in keys and values': { 'schlüssel😀': 'ключ 𠜎', '\u2028"\\': '\u0000\t\n\u001f', '': '' },
  numbers: { zero: 0, negative: -1, fraction: 0.1, large: 2 ** 53 - 1, small: 5e-324, huge: 1.7976931348623157e308 },
  'words that are no text': { yes: true, no: false, nothing: null, text: 'null', digits: '0123' },
  'names that objects inherit': JSON.parse('{"__proto__":{"a":1},"constructor":"x","toString":null,"data":{}}'),
}

/** What a secret's value is and keeps. */
export const secretValueCases: readonly SecretsCase[] = [
  {
    id: 'secrets/values/absent',
    group: 'behaviour',
    title: 'an empty path answers undefined',
    async run({ store, prefix }) {
      equal(await store.get(`${prefix}none`), undefined, 'get')
    },
  },
  {
    id: 'secrets/values/round-trip',
    group: 'behaviour',
    title: 'get answers exactly the JSON that put was given',
    async run({ store, prefix }) {
      for (const [what, data] of Object.entries(shapes)) {
        const version = await store.put(`${prefix}a`, data)
        const secret = await store.get(`${prefix}a`)
        equal(sorted(secret?.data), sorted(data), what)
        equal([secret?.path, secret?.version], [`${prefix}a`, version], `path and version of ${what}`)
      }
    },
  },
  {
    id: 'secrets/values/nasty-texts',
    group: 'nasty strings',
    title: 'nasty texts are kept exactly, as keys and as values',
    async run({ store, prefix }) {
      const data = Object.fromEntries(Object.values(nastyStrings).map((text) => [text, text]))
      await store.put(`${prefix}a`, data)
      equal(sorted((await store.get(`${prefix}a`))?.data), sorted(data), 'data')
    },
  },
  {
    id: 'secrets/values/large',
    group: 'behaviour',
    title: 'a value of 40 KB, such as the TLS secret of a profile, is kept',
    async run({ store, prefix }) {
      await store.put(`${prefix}TLS`, largeSecret)
      equal(sorted((await store.get(`${prefix}TLS`))?.data), sorted(largeSecret), 'data')
    },
  },
  {
    id: 'secrets/values/key-order',
    group: 'behaviour',
    title: 'the keys of an object keep their order',
    needs: ['key-order'],
    async run({ store, prefix }) {
      const data = { zulu: 1, alpha: { y: 1, b: 2, a: 3 }, mike: 2 }
      await store.put(`${prefix}a`, data)
      equal(JSON.stringify((await store.get(`${prefix}a`))?.data), JSON.stringify(data), 'JSON')
    },
  },
  {
    id: 'secrets/values/replaced-whole',
    group: 'behaviour',
    title: 'put replaces the whole object',
    async run({ store, prefix }) {
      await store.put(`${prefix}a`, { first: '1', both: { x: 1, y: 2 } })
      await store.put(`${prefix}a`, { both: { x: 3 } })
      equal((await store.get(`${prefix}a`))?.data, { both: { x: 3 } }, 'data')
    },
  },
  {
    id: 'secrets/values/not-shared',
    group: 'behaviour',
    title: 'changing an object after put, or one that get answered, changes no secret',
    async run({ store, prefix }) {
      const data = { list: ['a'] }
      await store.put(`${prefix}a`, data)
      data.list.push('b')
      const first = await store.get(`${prefix}a`)
      const list: unknown = first?.data.list
      holds(Array.isArray(list), 'the list came back')
      list.push('c')
      equal((await store.get(`${prefix}a`))?.data, { list: ['a'] }, 'data')
    },
  },
  {
    id: 'secrets/values/refused',
    group: 'refusal',
    title: 'data that is no JSON object throws invalid-argument and changes nothing',
    async run({ store, prefix }) {
      await store.put(`${prefix}a`, { kept: true })
      for (const data of [undefined, null, 'text', 7, true, ['list']]) {
        const put: Promise<unknown> = Reflect.apply(store.put, store, [`${prefix}a`, data])
        await rejects(put, 'invalid-argument', String(data))
      }
      equal((await store.get(`${prefix}a`))?.data, { kept: true }, 'data')
    },
  },
  {
    id: 'secrets/values/not-printed',
    group: 'errors',
    title: 'printing or serialising a secret as a whole does not show its data',
    async run({ store, prefix }) {
      await store.put(`${prefix}a`, { AMT_PASSWORD: 'printed-password' })
      const secret = await store.get(`${prefix}a`)
      holds(!JSON.stringify(secret).includes('printed-password'), 'JSON.stringify shows the data')
    },
  },
  {
    id: 'secrets/values/sealed',
    group: 'behaviour',
    title: 'what is stored shows neither key nor value of a secret',
    needs: ['raw-stored'],
    async run({ harness, store, prefix }) {
      await store.put(`${prefix}a`, { 'plain-key': 'plain-value' })
      const stored = (await harness.raw?.stored?.(`${prefix}a`)) ?? ''
      holds(stored.length > 0, 'the side channel found nothing')
      holds(!stored.includes('plain-value') && !stored.includes('plain-key'), 'the stored text shows the secret')
    },
  },
]

/** The same data with keys in order, because a store need not keep theirs. */
function sorted(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
      : value,
  )
}
