import { type Field, tableFields } from '@dmt-providers/core'
import { equal, rejects } from '../../expectations.js'
import { nastyStrings, refusedStrings } from '../../nasty-strings.js'
import type { StorageCase } from '../storage-context.js'
import { device, equalsDevice, guidsOf } from './device-rows.js'

const fields = Object.entries<Field>(tableFields.devices)
const texts = fields.filter(([name, { type }]) => type === 'text' && name !== 'tenantId').map(([name]) => name)
const limited = fields.flatMap(([name, { max }]) => (max === undefined || name === 'tenantId' ? [] : [{ name, max }]))
const wide = '😀'

/** What the text fields of a device keep, and what none accepts. */
export const deviceTextCases: readonly StorageCase[] = [
  {
    id: 'storage/devices/texts-nasty',
    group: 'nasty strings',
    title: 'every text field keeps nasty texts exactly',
    async run({ store, tenant }) {
      for (const text of [...Object.values(nastyStrings), '']) {
        const row = { ...device(tenant), ...Object.fromEntries(texts.map((field) => [field, text])) }
        equalsDevice(await store.devices.insert(row), row, `insert of ${JSON.stringify(text)}`, 'without instants')
        const read = await store.devices.get(row.guid, tenant)
        equalsDevice(read, row, `get of ${JSON.stringify(text)}`, 'without instants')
      }
    },
  },
  {
    id: 'storage/devices/find-nasty',
    group: 'nasty strings',
    title: 'nasty host names and friendly names are found exactly and match nothing else',
    async run({ store, tenant }) {
      const entries = [...Object.values(nastyStrings), 'abc', '100', 'a', 'é']
      const guids = new Map<string, string>()
      for (const text of new Set(entries)) {
        const { guid } = await store.devices.insert(device(tenant, { hostname: text, friendlyName: text }))
        guids.set(text, guid)
      }
      for (const [text, guid] of guids) {
        equal(guidsOf(await store.devices.findByHostname(text, tenant)), [guid], `host name ${JSON.stringify(text)}`)
        const found = guidsOf(await store.devices.findByFriendlyName(text, tenant))
        equal(found, [guid], `friendly name ${JSON.stringify(text)}`)
      }
    },
  },
  {
    id: 'storage/devices/texts-refused',
    group: 'refusal',
    title: 'NUL and lone surrogates throw invalid-argument in every field and argument',
    async run({ store, tenant }) {
      for (const [what, text] of Object.entries(refusedStrings)) {
        for (const field of [...texts, 'tenantId']) {
          const row = { ...device(tenant), [field]: text }
          await rejects(store.devices.insert(row), 'invalid-argument', `${what} in ${field}`)
        }
        await rejects(store.devices.insert(device(tenant, { tags: [text] })), 'invalid-argument', `${what} in a tag`)
        await rejects(store.devices.findByHostname(text, tenant), 'invalid-argument', `${what} as host name`)
        await rejects(store.devices.findByTags([text], 'any', {}, tenant), 'invalid-argument', `${what} as tag`)
        await rejects(store.devices.count(text), 'invalid-argument', `${what} as tenant`)
        await rejects(store.devices.clearInstance(text), 'invalid-argument', `${what} as instance`)
      }
    },
  },
  {
    id: 'storage/devices/texts-longest',
    group: 'nasty strings',
    title: 'limits count characters, so that as many four-byte characters fit',
    async run({ store, tenant }) {
      const longest = limited.map(({ name, max }) => [name, wide.repeat(max)])
      const row = { ...device(tenant), ...Object.fromEntries(longest) }
      await store.devices.insert(row)
      equalsDevice(await store.devices.get(row.guid, tenant), row, 'get', 'without instants')
      equal(guidsOf(await store.devices.findByHostname(wide.repeat(256), tenant)), [row.guid], 'findByHostname')
    },
  },
  {
    id: 'storage/devices/texts-too-long',
    group: 'refusal',
    title: 'one character more than the limit throws invalid-argument and stores nothing',
    async run({ store, tenant }) {
      for (const { name, max } of [...limited, { name: 'tenantId', max: 36 }]) {
        const row = { ...device(tenant), [name]: wide.repeat(max + 1) }
        await rejects(store.devices.insert(row), 'invalid-argument', `${max + 1} characters in ${name}`)
      }
      equal(await store.devices.count(tenant), 0, 'count')
    },
  },
  {
    id: 'storage/devices/types-refused',
    group: 'refusal',
    title: 'a value of the wrong type throws invalid-argument that names the field',
    async run({ store, tenant }) {
      const wrong = {
        tenantId: null,
        hostname: 7,
        connectionStatus: 'yes',
        lastSeen: 'yesterday',
        deviceInfo: '{}',
        tags: 'office',
      }
      for (const [field, value] of Object.entries(wrong)) {
        const row = Object.assign(device(tenant), { [field]: value })
        const error = await rejects(store.devices.insert(row), 'invalid-argument', field)
        equal(error.message.includes(field), true, `the message names ${field}`)
      }
    },
  },
]
