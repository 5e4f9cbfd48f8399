import { z } from 'zod'
import type { Checks } from './checks.js'
import type { RunningService } from './running-service.js'

const addresses = {
  stats: '/api/v1/devices/stats',
  tags: '/api/v1/devices/tag-counts',
  profiles: '/api/v1/admin/profiles',
  providers: '/api/v1/providers',
}

const health = z.object({
  db: z.object({ name: z.string(), status: z.string() }),
  secretStore: z.object({ status: z.object({ sealed: z.boolean() }) }),
})

/** Asks the service for everything that must survive a restart, and checks that it says it is healthy. */
export async function lookAt(service: RunningService, checks: Checks): Promise<Record<string, unknown>> {
  for (const path of ['/api/v1/health', '/api/v1/admin/health']) {
    const { status, body } = await service.get(path)
    const { db, secretStore } = health.parse(body)
    const sealed = secretStore.status.sealed ? 'sealed' : 'unsealed'
    checks.check(`GET ${path} answers ${status}: ${db.name} ${db.status}, secret store ${sealed}`, status === 200)
  }
  const seen: Record<string, unknown> = {}
  for (const [name, path] of Object.entries(addresses)) seen[name] = (await service.get(path)).body
  console.log(
    `   devices ${JSON.stringify(seen.stats)}, ${lengthOf(seen.tags)} tags, ${lengthOf(seen.profiles)} profiles`,
  )
  console.log(`   The page: ${service.url}`)
  return seen
}

const lengthOf = (list: unknown) => (Array.isArray(list) ? list.length : 'no')
