import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { describeOnStorages, type OwnStorage } from '../../host/test/storages.js'
import { MpsDatabase } from '../src/mps-database.js'
import { ValidationError } from './validation-error.js'

const guid = (number: number) => `d12428be-9fa1-4226-9784-${number.toString(16).padStart(12, '0')}`

const listFields = [
  'guid',
  'hostname',
  'tags',
  'mpsInstance',
  'connectionStatus',
  'mpsusername',
  'tenantId',
  'friendlyName',
  'dnsSuffix',
  'deviceInfo',
]

await describeOnStorages('devices of MPS', (fresh) => {
  let storage: OwnStorage | undefined
  let db = new MpsDatabase('')

  beforeAll(async () => {
    storage = await fresh()
    db = new MpsDatabase(storage.url, { errorClass: ValidationError })
    await db.query('SELECT 1')
  })
  beforeEach(async () => {
    for (const tenant of ['', 'a', 'b'])
      for (const device of await db.devices.get(null, null, tenant)) await db.devices.delete(device.guid, tenant)
  })
  afterAll(async () => {
    await db.close()
    await storage?.drop()
  })

  const insert = (number: number, fields: object = {}) =>
    db.devices.insert({ guid: guid(number), tenantId: '', ...fields })
  const guids = (devices: { guid: string }[]) => devices.map((device) => device.guid)

  describe('counts', () => {
    it('are numbers, of one tenant each', async () => {
      await insert(1, { connectionStatus: true })
      await insert(2)
      await insert(3, { tenantId: 'a', connectionStatus: true })
      expect(await db.devices.getCount()).toBe(2)
      expect(await db.devices.getCount('a')).toBe(1)
      expect(await db.devices.getCount('b')).toBe(0)
      expect(await db.devices.getConnectedDevices()).toBe(1)
      expect(await db.devices.getConnectedDevices('b')).toBe(0)
    })

    it('of the tenant null are 0', async () => {
      await insert(1, { connectionStatus: true })
      expect([await db.devices.getCount(null), await db.devices.getConnectedDevices(null)]).toEqual([0, 0])
    })
  })

  describe('pages', () => {
    it('are ordered by GUID, 25 long, and hold the fields of a list', async () => {
      for (let number = 30; number > 0; number -= 1) await insert(number)
      const page = await db.devices.get()
      expect(guids(page)).toEqual(Array.from({ length: 25 }, (_, index) => guid(index + 1)))
      expect(Object.keys(page[0] ?? {}).sort()).toEqual([...listFields].sort())
      expect(guids(await db.devices.get('3', '28'))).toEqual([guid(29), guid(30)])
    })

    it('take texts of digits, 0, and anything up to 64 bits', async () => {
      await insert(1)
      expect(await db.devices.get('0', '0')).toEqual([])
      expect(await db.devices.get('9223372036854775807', '0')).toHaveLength(1)
      expect(await db.devices.get('1', '9223372036854775807')).toEqual([])
    })

    it.each([
      ['-1', '0'],
      ['1', '-1'],
      ['9223372036854775808', '0'],
      ['ten', '0'],
    ])('reject limit %s and offset %s', async (limit, offset) => {
      await expect(db.devices.get(limit, offset)).rejects.toMatchObject({ code: 'invalid-argument' })
    })

    it.each([[null], ['x'.repeat(37)]])('of the tenant %j are empty', async (tenant) => {
      await insert(1)
      expect(await db.devices.get(25, 0, tenant)).toEqual([])
    })
  })

  describe('one device', () => {
    it('is found in any case, and in any tenant unless one is named', async () => {
      await insert(10, { tenantId: 'a' })
      const found = await db.devices.getById(guid(10).toUpperCase())
      expect(found).toMatchObject({ guid: guid(10), tenantId: 'a' })
      expect(Object.keys(found ?? {}).sort()).toEqual(
        [...listFields, 'lastConnected', 'lastSeen', 'lastDisconnected'].sort(),
      )
      expect(await db.devices.getById(guid(10), null)).toEqual(found)
      expect(await db.devices.getById(guid(10), 'a')).toEqual(found)
      expect(await db.devices.getById(guid(10), '')).toBeNull()
      expect(await db.devices.getById(guid(11))).toBeNull()
    })

    it('is refused by a malformed GUID', async () => {
      await expect(db.devices.getById('not-a-guid')).rejects.toMatchObject({ code: 'invalid-argument' })
    })

    it('is found by host name and friendly name, exactly', async () => {
      await insert(1, { hostname: 'Host', friendlyName: 'Friend' })
      await insert(2, { hostname: 'Host', tenantId: 'a' })
      expect(guids(await db.devices.getByHostname('Host'))).toEqual([guid(1)])
      expect(await db.devices.getByHostname('host')).toEqual([])
      expect(guids(await db.devices.getByFriendlyName('Friend'))).toEqual([guid(1)])
      expect(await db.devices.getByFriendlyName('Friend', 'a')).toEqual([])
      expect(await db.devices.getByHostname('Host', null)).toEqual([])
    })
  })

  describe('tags', () => {
    beforeEach(async () => {
      await insert(1, { tags: ['x', 'y'] })
      await insert(2, { tags: ['y'] })
      await insert(3, { tags: [] })
      await insert(4, { tags: ['x'], tenantId: 'a' })
    })

    it.each([
      [['x', 'y'], 'AND', [1]],
      [['x', 'y'], 'OR', [1, 2]],
      [['x', 'y'], 'and', [1, 2]],
      [['x', 'y'], undefined, [1, 2]],
      [['X'], 'OR', []],
      [['z'], 'AND', []],
      [[], 'AND', [1, 2, 3]],
      [[], 'OR', []],
    ])('%j by the method %j find %j', async (tags, method, numbers) => {
      expect(guids(await db.devices.getByTags(tags, method))).toEqual(numbers.map(guid))
    })

    it('are found by page and tenant', async () => {
      expect(guids(await db.devices.getByTags(['y'], 'OR', '1', '1'))).toEqual([guid(2)])
      expect(guids(await db.devices.getByTags(['x'], 'AND', 25, 0, 'a'))).toEqual([guid(4)])
      expect(await db.devices.getByTags(['x'], 'AND', 25, 0, null)).toEqual([])
    })

    it('are listed each once', async () => {
      expect((await db.devices.getDistinctTags()).sort()).toEqual(['x', 'y'])
      expect(await db.devices.getDistinctTags('b')).toEqual([])
      expect(await db.devices.getDistinctTags(null)).toEqual([])
    })
  })

  describe('an insert', () => {
    it('answers the whole row, without the instants', async () => {
      const instants = { lastSeen: new Date(), lastConnected: 'no instant' }
      const given = { hostname: 'h', mpsusername: 'u', deviceInfo: { z: 1, a: { b: null } }, ...instants }
      expect(await insert(1, given)).toEqual({
        guid: guid(1),
        hostname: 'h',
        tags: [],
        mpsInstance: null,
        connectionStatus: null,
        mpsusername: 'u',
        tenantId: '',
        friendlyName: null,
        dnsSuffix: null,
        lastConnected: null,
        lastSeen: null,
        lastDisconnected: null,
        deviceInfo: { z: 1, a: { b: null } },
      })
      expect(JSON.stringify((await db.devices.getById(guid(1)))?.deviceInfo)).toBe('{"z":1,"a":{"b":null}}')
    })

    it('of a GUID that any tenant has is refused with status 400', async () => {
      await insert(1, { tenantId: 'a' })
      const refused = db.devices.insert({ guid: guid(1), tenantId: '' })
      await expect(refused).rejects.toBeInstanceOf(ValidationError)
      await expect(refused).rejects.toMatchObject({
        status: 400,
        name: 'Unique key violation',
        message: `Device ID: ${guid(1)} already exists`,
      })
    })

    it.each([
      ['a long host name', { hostname: 'x'.repeat(257) }],
      ['no tenant', { tenantId: undefined }],
      ['tags of null', { tags: null }],
      ['a malformed GUID', { guid: 'nonsense' }],
    ])('with %s is refused with status 500', async (_, fields) => {
      const refused = insert(1, fields)
      await expect(refused).rejects.toBeInstanceOf(ValidationError)
      await expect(refused).rejects.toMatchObject({ status: 500, name: 'Error' })
      expect(await db.devices.getCount()).toBe(0)
    })

    it('ignores fields that no device has', async () => {
      expect(await insert(1, { unknown: true, version: 7 })).not.toHaveProperty('unknown')
    })
  })

  describe('an update', () => {
    it('writes every field, and null for what is missing', async () => {
      await insert(1, { hostname: 'h', tags: ['t'], deviceInfo: { a: 1 } })
      const lastSeen = new Date('2026-11-02T03:04:05.678Z')
      const updated = await db.devices.update({
        guid: guid(1),
        tenantId: '',
        lastSeen,
        lastConnected: '2026-11-01T00:00:00.001Z',
      })
      expect(updated).toMatchObject({ hostname: null, tags: null, deviceInfo: null, lastSeen, lastDisconnected: null })
      expect(updated.lastConnected).toEqual(new Date('2026-11-01T00:00:00.001Z'))
      expect(await db.devices.getById(guid(1))).toEqual(updated)
    })

    it('of a read device with other fields keeps the rest', async () => {
      const device = await insert(1, { hostname: 'h', tags: ['t', 's'], deviceInfo: { a: 1 } })
      expect(await db.devices.update({ ...device, connectionStatus: true })).toEqual({
        ...device,
        connectionStatus: true,
      })
    })

    it.each([
      ['of no device', guid(2), ''],
      ["of another tenant's device", guid(1), 'a'],
    ])('%s is refused with status 500', async (_, id, tenantId) => {
      await insert(1)
      const refused = db.devices.update({ guid: id, tenantId })
      await expect(refused).rejects.toBeInstanceOf(ValidationError)
      await expect(refused).rejects.toMatchObject({ status: 500, name: 'Error' })
    })
  })

  it('removes a device of the tenant alone', async () => {
    await insert(1, { tenantId: 'a' })
    expect(await db.devices.delete(guid(1))).toBe(false)
    expect(await db.devices.delete(guid(1), null)).toBe(false)
    expect(await db.devices.delete(guid(1).toUpperCase(), 'a')).toBe(true)
    expect(await db.devices.delete(guid(1), 'a')).toBe(false)
  })

  describe('the end of an instance', () => {
    it('disconnects its devices in all tenants, and no other', async () => {
      await insert(1, { mpsInstance: 'one', connectionStatus: true })
      await insert(2, { mpsInstance: 'one', connectionStatus: true, tenantId: 'a' })
      await insert(3, { mpsInstance: 'two', connectionStatus: true })
      expect(await db.devices.clearInstanceStatus('one')).toBe(true)
      expect(await db.devices.clearInstanceStatus('one')).toBe(true)
      expect(await db.devices.getById(guid(2))).toMatchObject({ mpsInstance: null, connectionStatus: false })
      expect(await db.devices.getConnectedDevices()).toBe(1)
    })

    it('is no failure without devices or name', async () => {
      expect(await db.devices.clearInstanceStatus('nobody')).toBe(true)
      expect(await Reflect.apply(db.devices.clearInstanceStatus, undefined, [undefined])).toBe(true)
    })
  })

  it('answers the question whether it is ready, and no other', async () => {
    expect(await db.query(' select 1; ')).toMatchObject({ rowCount: 1 })
    await expect(db.query('SELECT * FROM devices')).rejects.toThrow('only SELECT 1')
  })
})
