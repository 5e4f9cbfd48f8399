import type { z } from 'zod'
import type { Device, DeviceTable } from '../interfaces/mps-database.js'
import { HttpProblem } from './http-problem.js'
import { checkParameters, devicePage, guid, tenant } from './query-parameters.js'
import { ok } from './reply.js'
import type { RequestDetails, Route } from './route.js'
import { TagCounter } from './tag-counter.js'

/** The device routes of MPS that read. Answers have the same shapes. */
export function deviceRoutes(devices: DeviceTable): Route[] {
  const counter = new TagCounter(devices)
  return [
    { path: '/api/v1/devices', handle: (request) => listDevices(devices, request) },
    { path: '/api/v1/devices/stats', handle: (request) => deviceStats(devices, request) },
    {
      path: '/api/v1/devices/tags',
      handle: async ({ query }) => ok(await devices.getDistinctTags(checkParameters(tenant, query).tenantId)),
    },
    {
      path: '/api/v1/devices/tag-counts',
      handle: async ({ query }) => ok(await counter.count(checkParameters(tenant, query).tenantId)),
    },
    { path: '/api/v1/devices/:guid', handle: (request) => oneDevice(devices, request) },
  ]
}

async function listDevices(devices: DeviceTable, { query }: RequestDetails) {
  const parameters = checkParameters(devicePage, query)
  const data = await findDevices(devices, parameters)
  return ok(parameters.$count ? { data, totalCount: await devices.getCount(parameters.tenantId) } : data)
}

/** The first filter that is given counts, as in MPS; a search by name is not paged. */
async function findDevices(devices: DeviceTable, query: z.output<typeof devicePage>): Promise<Device[]> {
  const { tenantId, $top, $skip } = query
  if (query.hostname !== undefined) return await devices.getByHostname(query.hostname, tenantId)
  if (query.friendlyName !== undefined) return await devices.getByFriendlyName(query.friendlyName, tenantId)
  if (query.tags !== undefined) return await devices.getByTags(query.tags, query.method, $top, $skip, tenantId)
  return await devices.get($top, $skip, tenantId)
}

async function deviceStats(devices: DeviceTable, { query }: RequestDetails) {
  const { tenantId } = checkParameters(tenant, query)
  const connectedCount = await devices.getConnectedDevices(tenantId)
  const totalCount = await devices.getCount(tenantId)
  return ok({ totalCount, connectedCount, disconnectedCount: Math.max(totalCount - connectedCount, 0) })
}

async function oneDevice(devices: DeviceTable, { path, query }: RequestDetails) {
  const { tenantId } = checkParameters(tenant, query)
  const device = await devices.getById(checkParameters(guid, path).guid)
  if (device === null) throw new HttpProblem(404, 'there is no device with this GUID')
  return device.tenantId === tenantId ? ok(device) : { status: 204 }
}
