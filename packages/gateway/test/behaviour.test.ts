import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Scene } from './behaviours/behaviour.js'
import { behaviours } from './behaviours/behaviours.js'
import { describeOnPlanes } from './planes/describe-on-planes.js'
import { startStack } from './planes/stack.js'

await describeOnPlanes('MPS and RPS behind a gateway', (plane) => {
  let scene: Scene
  beforeAll(async () => {
    scene = { ...(await startStack(plane)), answers: plane.answers }
  }, 120_000)
  afterAll(() => scene?.stop())

  for (const { name, see } of behaviours) {
    const lacks = plane.lacks[name]
    if (lacks === undefined) it(name, () => see(scene))
    else it.skip(`${name} [not done by it: ${lacks}]`)
  }
})

await describeOnPlanes('a gateway that limits logins', (plane) => {
  it('refuses the logins of an address over the limit, and nothing else of it', async () => {
    const stack = await startStack(plane, { loginsPerMinute: 2 })
    try {
      const login = () =>
        fetch(`${stack.url}/mps/login/api/v1/authorize`, { method: 'POST' }).then(({ status }) => status)
      expect([await login(), await login(), await login()]).toEqual([200, 200, 429])
      expect((await fetch(`${stack.url}/`)).status).toBe(200)
    } finally {
      await stack.stop()
    }
  })
})
