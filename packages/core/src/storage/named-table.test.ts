import { describe, expect, it } from 'vitest'
import { Guard } from '../guard.js'
import { Devices } from './devices.js'
import { NamedTable } from './named-table.js'
import type { ProxyConfig } from './rows.js'
import type { DeviceDriver, NamedDriver } from './storage-driver.js'

const guard = () => new Guard({ provider: 'memory', system: 'other', classify: () => undefined })
const row = { configName: 'Cira', tenantId: 't' }
const guid = '00000000-0000-4000-8000-000000000001'
const notCalled = () => Promise.reject(new Error('not expected'))

/** A driver whose update matches nothing, and which has the row or not. */
function driverThat(has: boolean, seen: unknown[] = []): NamedDriver<object> {
  return {
    count: notCalled,
    list: notCalled,
    insert: notCalled,
    delete: notCalled,
    get: async (name, tenantId) => {
      seen.push([name, tenantId])
      return has ? {} : undefined
    },
    update: async () => undefined,
  }
}

describe('An update that matches no row', () => {
  it.each([
    [true, 'stale-version'],
    [false, 'not-found'],
  ])('while the row is there: %s, is %s', async (has, code) => {
    const seen: unknown[] = []
    const table = new NamedTable(guard(), driverThat(has, seen), 'ciraConfigs')
    await expect(table.update(row, '5')).rejects.toMatchObject({
      code,
      provider: 'memory',
      operation: 'ciraConfigs.update',
      table: 'ciraConfigs',
    })
    expect(seen).toEqual([['Cira', 't']])
  })

  it('of a device is not found', async () => {
    const driver = { update: async () => undefined } satisfies Pick<DeviceDriver, 'update'>
    const devices = new Devices(guard(), driver as unknown as DeviceDriver)
    await expect(devices.update({ guid, tenantId: '' })).rejects.toMatchObject({
      code: 'not-found',
      provider: 'memory',
      operation: 'devices.update',
    })
  })
})

describe('A table', () => {
  it('answers what was stored, and hands over the checked row with the version', async () => {
    const seen: unknown[] = []
    const driver: NamedDriver<ProxyConfig> = {
      ...(driverThat(true) as NamedDriver<ProxyConfig>),
      update: async (checked, version) => {
        seen.push(checked, version)
        return { ...checked, networkDnsSuffix: 'stored' } as unknown as ProxyConfig
      },
    }
    const proxy = { name: 'p', address: 'a', infoFormat: 3, port: 80, tenantId: '' }
    const table = new NamedTable(guard(), driver, 'proxyConfigs')
    expect(await table.update({ ...proxy, port: '80', unknown: 1 }, '')).toMatchObject({ networkDnsSuffix: 'stored' })
    expect(seen).toEqual([{ ...proxy, networkDnsSuffix: null }, ''])
  })

  it('checks every argument before its driver is called', async () => {
    const table = new NamedTable(guard(), driverThat(true), 'ciraConfigs')
    const calls = [
      table.count('x'.repeat(37)),
      table.list({ limit: -1 }, ''),
      table.get('a\0', ''),
      table.insert({}),
      table.update(row, 'v\0'),
      table.delete('a', 'x'.repeat(37)),
    ]
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'invalid-argument' })
  })
})

describe('Devices', () => {
  it('are found by each wanted tag once, and cleared of tags by an update without any', async () => {
    const seen: unknown[] = []
    const driver: Pick<DeviceDriver, 'findByTags' | 'update'> = {
      findByTags: async (tags, match, page, tenantId) => {
        seen.push([tags, match, page, tenantId])
        return []
      },
      update: async (device) => {
        seen.push(device.tags)
        return undefined
      },
    }
    const devices = new Devices(guard(), driver as unknown as DeviceDriver)
    await devices.findByTags(['b', 'a', 'b'], 'all', { limit: 5 }, 't')
    await devices.update({ guid, tenantId: '' }).catch(() => {})
    expect(seen).toEqual([[['b', 'a'], 'all', { limit: 5, offset: 0 }, 't'], null])
  })
})
