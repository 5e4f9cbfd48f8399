import { expect } from 'vitest'
import { type Behaviour, bearer } from './behaviour.js'

/** What a request may weigh and how long it may take. */
export const limitBehaviours: Behaviour[] = [
  {
    name: 'body: passed at its limit, refused one byte above',
    see: async ({ url, answers }) => {
      const post = (bytes: number) =>
        fetch(`${url}/mps/login/api/v1/authorize`, { method: 'POST', body: 'x'.repeat(bytes) })
      expect((await post(1_048_576)).status).toBe(200)
      expect((await post(1_048_577)).status).toBe(answers.largeBody)
    },
  },
  {
    name: 'head: refused above its limit',
    see: async ({ url, answers }) => {
      const headers = { 'X-Large': 'x'.repeat(answers.largeHeadBytes) }
      expect((await fetch(`${url}/`, { headers })).status).toBe(431)
    },
  },
  {
    name: 'timeout: a service that does not answer is given up',
    see: async ({ url }) => expect((await fetch(`${url}/rps/hang`, { headers: await bearer() })).status).toBe(504),
  },
  {
    name: 'connections: one for each request to mps-router',
    see: async ({ url, services: { router } }) => {
      const before = router.connections()
      const headers = await bearer()
      for (const _ of [1, 2, 3]) await (await fetch(`${url}/mps/a`, { headers })).text()
      expect(router.connections() - before).toBe(3)
    },
  },
  {
    name: 'connections: kept to every other service',
    see: async ({ url, services: { rps } }) => {
      const before = rps.connections()
      const headers = await bearer()
      for (const _ of [1, 2, 3]) await (await fetch(`${url}/rps/a`, { headers })).text()
      expect(rps.connections() - before).toBeLessThan(3)
    },
  },
]
