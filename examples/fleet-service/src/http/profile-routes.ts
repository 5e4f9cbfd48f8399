import type { Profile, RecordTable } from '../interfaces/rps-database.js'
import { HttpProblem } from './http-problem.js'
import { checkParameters, page, tenant } from './query-parameters.js'
import { ok } from './reply.js'
import type { RequestDetails, Route } from './route.js'

/** The profile routes of RPS that read. Answers have the same shapes. */
export function profileRoutes(profiles: RecordTable<Profile>): Route[] {
  return [
    { path: '/api/v1/admin/profiles', handle: (request) => listProfiles(profiles, request) },
    { path: '/api/v1/admin/profiles/:name', handle: (request) => oneProfile(profiles, request) },
  ]
}

async function listProfiles(profiles: RecordTable<Profile>, { query }: RequestDetails) {
  const { tenantId, $top, $skip, $count } = checkParameters(page, query)
  const data = await profiles.get($top, $skip, tenantId)
  return ok($count ? { data, totalCount: await profiles.getCount(tenantId) } : data)
}

async function oneProfile(profiles: RecordTable<Profile>, { path, query }: RequestDetails) {
  const { tenantId } = checkParameters(tenant, query)
  const name = path.name ?? ''
  if (name.includes('\0')) throw new HttpProblem(400, 'name: holds the character NUL')
  const profile = await profiles.getByName(name, tenantId)
  if (profile === null) throw new HttpProblem(404, 'there is no profile with this name')
  return ok(profile)
}
