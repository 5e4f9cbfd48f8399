import { mkdtemp, rm } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RunningService } from '../src/demo/running-service.js'
import { generateDevices } from '../src/fleet/generate-devices.js'
import type { Device } from '../src/interfaces/mps-database.js'
import { fill, surroundings } from './fleet-folder.js'

const fleet = [...generateDevices(120, 1)].sort((one, other) => (one.guid < other.guid ? -1 : 1))
const foreign = {
  guid: 'f0000000-0000-4000-8000-000000000001',
  tenantId: 'other',
  hostname: 'foreign',
  tags: ['berlin'],
}

let folder: string
let service: RunningService

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fleet-service-http-'))
  const where = await surroundings(folder)
  await fill(where, [...fleet, foreign])
  service = await RunningService.start(where)
}, 120_000)

afterAll(async () => {
  await service?.stop()
  await rm(folder, { recursive: true, force: true })
})

const guidsOf = (body: unknown) => (body as Device[]).map(({ guid }) => guid)
const guids = fleet.map(({ guid }) => guid)

/** A request as it is written: `fetch` would tidy its path up. */
const raw = (path: string, method = 'GET') =>
  new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const sent = request(service.url, { path, method }, (response) =>
      text(response).then((body) => resolve({ status: response.statusCode, headers: response.headers, body }), reject),
    )
    sent.once('error', reject).end()
  })

describe('GET /api/v1/devices', () => {
  it('answers the first 25 by GUID', async () => {
    const { status, body } = await service.get('/api/v1/devices')
    expect(status).toBe(200)
    expect(guidsOf(body)).toEqual(guids.slice(0, 25))
    expect((body as Device[])[0]).toMatchObject({ ...fleet[0] })
  })

  it('answers a page, with the total on request', async () => {
    const { body } = await service.get('/api/v1/devices?$top=7&$skip=115&$count=true')
    expect(body).toMatchObject({ totalCount: 120 })
    expect(guidsOf((body as { data: Device[] }).data)).toEqual(guids.slice(115))
  })

  it('answers an empty page', async () => {
    expect((await service.get('/api/v1/devices?$top=0')).body).toEqual([])
    expect((await service.get('/api/v1/devices?$skip=999999999999999')).body).toEqual([])
  })

  it.each(['$top=-1', '$top=many', '$top=1e2', '$top=1.5', '$top=', '$top=1001', '$top=99999999999999999999'])(
    'refuses %s',
    async (query) => {
      const { status, body } = await service.get(`/api/v1/devices?${query}`)
      expect(status).toBe(400)
      expect(body).toMatchObject({ error: 'Bad Request', message: expect.stringMatching(/^\$top: /) })
    },
  )

  it.each([
    '$skip=-1',
    '$skip=9999999999999999',
    '$top=1&$top=2',
    '$count=maybe',
    'method=and&tags=a',
    'hostname=a%00b',
    `hostname=${'x'.repeat(257)}`,
    `tenantId=${'x'.repeat(37)}`,
  ])('refuses %s', async (query) => {
    expect((await service.get(`/api/v1/devices?${query}`)).status).toBe(400)
  })

  it('finds devices with any and with all tags', async () => {
    const [one = '', other = ''] = fleet.find(({ tags }) => tags?.length === 3)?.tags ?? []
    const having = (test: (has: (tag: string) => boolean) => boolean) =>
      fleet.filter(({ tags }) => test((tag) => tags?.includes(tag) ?? false)).map(({ guid }) => guid)
    const any = await service.get(`/api/v1/devices?tags=${one},${other}&$top=1000`)
    expect(guidsOf(any.body)).toEqual(having((has) => has(one) || has(other)))
    const all = await service.get(`/api/v1/devices?tags=${one},${other}&method=AND`)
    expect(guidsOf(all.body)).toEqual(having((has) => has(one) && has(other)))
    expect((await service.get('/api/v1/devices?tags=no-such-tag')).body).toEqual([])
  })

  it('finds devices by their exact host name and friendly name', async () => {
    const named = fleet.find(({ friendlyName }) => friendlyName)
    const byHostname = await service.get(`/api/v1/devices?hostname=${named?.hostname}`)
    expect(guidsOf(byHostname.body)).toEqual([named?.guid])
    const byFriendlyName = await service.get(
      `/api/v1/devices?friendlyName=${encodeURIComponent(`${named?.friendlyName}`)}`,
    )
    expect(guidsOf(byFriendlyName.body)).toEqual([named?.guid])
    expect((await service.get(`/api/v1/devices?hostname=${named?.hostname?.toUpperCase()}`)).body).toEqual([])
    expect((await service.get("/api/v1/devices?hostname=' or 1=1 --")).body).toEqual([])
  })
})

describe('GET /api/v1/devices/:guid', () => {
  it('answers a device, its GUID in any case', async () => {
    const { status, body } = await service.get(`/api/v1/devices/${guids[3]?.toUpperCase()}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ ...fleet[3], lastConnected: null })
  })

  it.each(['not-a-guid', '00000000-0000-4000-8000-00000000000g', '%7B%7D'])('refuses %s', async (guid) => {
    expect(await service.get(`/api/v1/devices/${guid}`)).toMatchObject({ status: 400 })
  })

  it('answers 404 for a device that nobody has', async () => {
    expect(await service.get('/api/v1/devices/00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404 })
  })
})

describe('a tenant', () => {
  it('sees its own devices and no other', async () => {
    expect(guidsOf((await service.get('/api/v1/devices?tenantId=other')).body)).toEqual([foreign.guid])
    expect((await service.get('/api/v1/devices/stats?tenantId=other')).body).toMatchObject({ totalCount: 1 })
    expect((await service.get('/api/v1/devices?hostname=foreign')).body).toEqual([])
    expect((await service.get('/api/v1/devices/tags?tenantId=nobody')).body).toEqual([])
    expect((await service.get('/api/v1/admin/profiles?tenantId=other')).body).toEqual([])
    expect((await service.get('/api/v1/admin/profiles/office?tenantId=other')).status).toBe(404)
  })

  it('learns of the device of another that there is nothing to see', async () => {
    expect(await service.get(`/api/v1/devices/${foreign.guid}`)).toEqual({ status: 204, body: undefined })
    expect((await service.get(`/api/v1/devices/${foreign.guid}?tenantId=other`)).status).toBe(200)
  })
})

describe('counts', () => {
  it('are those of the fleet', async () => {
    const connectedCount = fleet.filter(({ connectionStatus }) => connectionStatus).length
    const { body } = await service.get('/api/v1/devices/stats')
    expect(body).toEqual({ totalCount: 120, connectedCount, disconnectedCount: 120 - connectedCount })
  })

  it('of tags too, the most frequent first', async () => {
    const expected = new Map<string, number>()
    for (const tag of fleet.flatMap(({ tags }) => tags ?? [])) expected.set(tag, (expected.get(tag) ?? 0) + 1)
    const { body } = await service.get('/api/v1/devices/tag-counts')
    const counts = body as { tag: string; count: number }[]
    expect(new Map(counts.map(({ tag, count }) => [tag, count]))).toEqual(expected)
    expect(counts.map(({ count }) => count)).toEqual([...expected.values()].sort((one, other) => other - one))
    const tags = (await service.get('/api/v1/devices/tags')).body as string[]
    expect(tags.sort()).toEqual([...expected.keys()].sort())
  })
})

describe('profiles', () => {
  it('are listed by name, with their links and without secrets', async () => {
    const { body } = await service.get('/api/v1/admin/profiles?$count=true')
    expect(body).toMatchObject({
      totalCount: 2,
      data: [
        { profileName: 'datacentre', tlsMode: 1, wifiConfigs: [], proxyConfigs: [] },
        {
          profileName: 'office',
          wifiConfigs: [
            { priority: 1, profileName: 'office-wifi' },
            { priority: 2, profileName: 'secure-wifi' },
          ],
          proxyConfigs: [{ priority: 1, name: 'branch-proxy' }],
        },
      ],
    })
    expect(JSON.stringify(body)).not.toMatch(/password":"/i)
  })

  it('are found by name in any case', async () => {
    expect(await service.get('/api/v1/admin/profiles/OFFICE')).toMatchObject({ status: 200, body: { tlsMode: null } })
    expect(await service.get('/api/v1/admin/profiles/nothing')).toMatchObject({ status: 404 })
    expect(await service.get('/api/v1/admin/profiles/a%00b')).toMatchObject({ status: 400 })
  })
})

describe('the service', () => {
  it('answers as healthy as the hosts do', async () => {
    const health = (host: string) => ({
      status: 200,
      body: {
        db: { name: `../../NODE_MODULES/@DMT-PROVIDERS/${host}/DB`, status: 'OK' },
        secretStore: { name: 'VAULT', status: { initialized: true, sealed: false } },
      },
    })
    expect(await service.get('/api/v1/health')).toMatchObject(health('MPS'))
    expect(await service.get('/api/v1/admin/health')).toMatchObject(health('RPS'))
  })

  it('names the providers and keeps the rest of their URLs', async () => {
    const { body } = await service.get('/api/v1/providers')
    expect(body).toEqual({
      mps: {
        storage: { scheme: 'pglite', provider: '../../node_modules/@dmt-providers/mps/db' },
        secrets: { scheme: 'envelope+file', provider: '../../node_modules/@dmt-providers/mps/secrets' },
      },
      rps: {
        storage: { scheme: 'pglite', provider: '../../node_modules/@dmt-providers/rps/db' },
        secrets: { scheme: 'envelope+file', provider: '../../node_modules/@dmt-providers/rps/secrets' },
      },
    })
  })

  it('lets the page use its own files only', async () => {
    const { status, headers, body } = await raw('/')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(body).not.toMatch(/\son[a-z]+=|\sstyle=|<script>/)
  })

  it.each(['/nothing', '/tsconfig.json', '/../package.json', '/%2e%2e/package.json', '//app.js', '/api/v1/devices/'])(
    'has nothing at %s',
    async (path) => {
      expect((await raw(path)).status).toBeOneOf([400, 404])
    },
  )

  it('refuses an address that cannot be decoded', async () => {
    expect((await raw('/api/v1/admin/profiles/%zz')).status).toBe(400)
  })

  it('answers HEAD without a body and refuses to write', async () => {
    const head = await raw('/api/v1/devices/stats', 'HEAD')
    expect([head.status, head.body]).toEqual([200, ''])
    const post = await raw('/api/v1/devices', 'POST')
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD'])
  })
})
