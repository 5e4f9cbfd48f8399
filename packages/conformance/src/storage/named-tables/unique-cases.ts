import { equal, rejects } from '../../expectations.js'
import type { StorageCase } from '../storage-context.js'
import { domains, proxyConfigs } from './subjects.js'

const duplicate = { reason: 'duplicate' } as const

/** What is unique beside the name: the suffix of a domain, and the address and port of a proxy. */
export const uniqueCases: readonly StorageCase[] = [
  {
    id: 'storage/domains/get-by-suffix',
    group: 'behaviour',
    title: 'getBySuffix finds a suffix in any case, as it was written, within the tenant',
    async run({ store, tenant, otherTenant }) {
      const row = await store.domains.insert({ ...domains.full('Row', tenant), domainSuffix: 'Corp.Example' })
      equal(await store.domains.getBySuffix('Corp.Example', tenant), row, 'as written')
      equal(await store.domains.getBySuffix('corp.EXAMPLE', tenant), row, 'in another case')
      equal(await store.domains.getBySuffix('example', tenant), undefined, 'the end of a suffix')
      equal(await store.domains.getBySuffix('Corp.Example', otherTenant), undefined, 'for another tenant')
    },
  },
  {
    id: 'storage/domains/duplicate-suffix',
    group: 'errors',
    title: 'a suffix that another domain has, in any case, throws conflict, reason duplicate',
    async run({ store, tenant }) {
      await store.domains.insert({ ...domains.full('First', tenant), domainSuffix: 'corp.example' })
      const second = { ...domains.full('Second', tenant), domainSuffix: 'CORP.example' }
      await rejects(store.domains.insert(second), 'conflict', 'insert', duplicate)
      equal(await store.domains.count(tenant), 1, 'count')
    },
  },
  {
    id: 'storage/domains/duplicate-suffix-on-update',
    group: 'errors',
    title: 'an update onto the suffix of another domain throws conflict and changes nothing',
    async run({ store, tenant }) {
      await store.domains.insert({ ...domains.full('First', tenant), domainSuffix: 'corp.example' })
      const second = await store.domains.insert(domains.full('Second', tenant))
      const update = { ...domains.full('Second', tenant), domainSuffix: 'corp.example' }
      await rejects(store.domains.update(update, second.version), 'conflict', 'update', duplicate)
      equal(await store.domains.get('Second', tenant), second, 'the row')
    },
  },
  {
    id: 'storage/domains/suffix-tenants',
    group: 'behaviour',
    title: 'two tenants may use one suffix',
    async run({ store, tenant, otherTenant }) {
      const mine = await store.domains.insert({ ...domains.full('Row', tenant), domainSuffix: 'corp.example' })
      await store.domains.insert({ ...domains.full('Row', otherTenant), domainSuffix: 'corp.example' })
      equal(await store.domains.getBySuffix('corp.example', tenant), mine, 'the first row')
    },
  },
  {
    id: 'storage/domains/expiration-date',
    group: 'behaviour',
    title: 'an instant keeps its milliseconds, may be written as ISO text and comes back as Date',
    async run({ store, tenant }) {
      const text = '2027-12-31T23:59:59.123+02:00'
      await store.domains.insert({ ...domains.full('Row', tenant), expirationDate: text })
      equal((await store.domains.get('Row', tenant))?.expirationDate, new Date(text), 'expirationDate')
    },
  },
  {
    id: 'storage/proxy-configs/duplicate-address',
    group: 'errors',
    title: 'address (in any case) and port of another proxy throw conflict, reason duplicate',
    async run({ store, tenant }) {
      const first = { ...proxyConfigs.full('First', tenant), address: 'proxy.example', port: 8080 }
      await store.proxyConfigs.insert(first)
      const second = { ...first, name: 'Second', address: 'PROXY.example' }
      await rejects(store.proxyConfigs.insert(second), 'conflict', 'insert', duplicate)
    },
  },
  {
    id: 'storage/proxy-configs/duplicate-address-on-update',
    group: 'errors',
    title: 'an update onto address and port of another proxy throws conflict and changes nothing',
    async run({ store, tenant }) {
      const first = { ...proxyConfigs.full('First', tenant), address: 'proxy.example', port: 8080 }
      await store.proxyConfigs.insert(first)
      const second = await store.proxyConfigs.insert(proxyConfigs.full('Second', tenant))
      await rejects(store.proxyConfigs.update({ ...first, name: 'Second' }, ''), 'conflict', 'update', duplicate)
      equal(await store.proxyConfigs.get('Second', tenant), second, 'the row')
    },
  },
  {
    id: 'storage/proxy-configs/address-other-port',
    group: 'behaviour',
    title: 'one address may be used with several ports, and by several tenants',
    async run({ store, tenant, otherTenant }) {
      const first = { ...proxyConfigs.full('First', tenant), address: 'proxy.example', port: 8080 }
      await store.proxyConfigs.insert(first)
      await store.proxyConfigs.insert({ ...first, name: 'Second', port: 8081 })
      await store.proxyConfigs.insert({ ...first, tenantId: otherTenant })
      equal(await store.proxyConfigs.count(tenant), 2, 'count')
    },
  },
  {
    id: 'storage/wireless-profiles/link-policy',
    group: 'behaviour',
    title: 'a link policy keeps its order and its duplicates, and an empty one is not null',
    async run({ store, tenant }) {
      for (const [name, linkPolicy] of Object.entries({ some: [14, 1, 14, -1], empty: [], none: null })) {
        await store.wirelessProfiles.insert({ profileName: name, tenantId: tenant, linkPolicy })
        equal((await store.wirelessProfiles.get(name, tenant))?.linkPolicy, linkPolicy, `link policy of ${name}`)
      }
    },
  },
  {
    id: 'storage/profiles/tags',
    group: 'behaviour',
    title: 'tags keep order, case and duplicates, and an empty list is not null',
    async run({ store, tenant }) {
      const row = {
        activation: 'acm',
        generateRandomPassword: true,
        generateRandomMEBxPassword: true,
        tenantId: tenant,
      }
      for (const [profileName, tags] of Object.entries({
        some: ['b', 'B', 'a', 'b', '', '{"}'],
        empty: [],
        none: null,
      })) {
        await store.profiles.insert({ ...row, profileName, tags })
        equal((await store.profiles.get(profileName, tenant))?.tags, tags, `tags of ${profileName}`)
      }
    },
  },
]
