import { describe, expect, it } from 'vitest'
import { checkSpec, GatewayError, presetConsole, presetMps, render } from '../src/index.js'
import { bearer } from './behaviours/behaviour.js'
import { describeOnPlanes } from './planes/describe-on-planes.js'
import { startStack } from './planes/stack.js'
import { token } from './planes/tokens.js'
import { connect, connected } from './planes/websocket-client.js'

const device = '4c4c4544-0000-4000-8000-00000000000a'
const claims = { deviceId: device }

await describeOnPlanes('a gateway that looks at the device of a token', (plane) => {
  it('opens the interface to the token of a log-in, and not to that of a relay', async () => {
    const stack = await startStack(plane, { checkDevice: true, guardRelay: false })
    try {
      const status = async (headers: Record<string, string>) =>
        (await fetch(`${stack.url}/mps/api/v1/devices`, { headers })).status
      expect(await status(await bearer())).toBe(200)
      expect(await status(await bearer({ claims }))).toBeOneOf([401, 403])
      expect(await status(await bearer({ claims: { deviceId: ['*'] } }))).toBeOneOf([401, 403])
      expect(await status({})).toBe(plane.answers.noToken)
    } finally {
      await stack.stop()
    }
  })

  const relays = 'relay: only by the token of the device that it asks for'
  const lacks = plane.lacks[relays]
  if (lacks !== undefined) it.skip(`${relays} [not done by it: ${lacks}]`)
  else
    it(relays, async () => {
      const stack = await startStack(plane, { checkDevice: true })
      try {
        const relay = `${stack.websocketUrl}/mps/ws/relay/webrelay.ashx?p=2`
        const own = await token({ claims })
        for (const host of [device, device.toUpperCase()]) {
          const { socket } = await connected(`${relay}&host=${host}&mode=kvm`, own)
          expect(socket.protocol).toBe(own)
          socket.terminate()
        }
        const other = device.replace('a', 'b')
        for (const query of [`&host=${other}`, '', '&host=', `&host=${device}&host=${other}`, `&%68ost=${device}`]) {
          expect(await connect(relay + query, own), query).toEqual({ status: 403 })
        }
        expect(await connect(`${relay}&host=*`, await token({ claims: {} }))).toMatchObject({
          path: expect.any(String),
        })
        expect(await connect(`${relay}&host=${device}`, await token())).toEqual({ status: 403 })
      } finally {
        await stack.stop()
      }
    })
})

describe('claims', () => {
  const refusal = (act: () => unknown): unknown => {
    try {
      return act()
    } catch (error) {
      return error instanceof GatewayError ? error.message : error
    }
  }

  it('are refused by gateways that cannot compare them, each by the name of what is missing', () => {
    const mps = presetMps({ checkDevice: true, guardRelay: true })
    for (const target of ['kong', 'google'] as const) {
      expect(
        refusal(() => render(mps, { target })),
        target,
      ).toContain('then allow "claim-value"')
    }
    for (const target of ['kong', 'google', 'aws', 'azure-apim', 'tyk'] as const) {
      expect(
        refusal(() => render(mps, { target })),
        target,
      ).toContain('then allow "claim-of-query"')
    }
  })

  it('of fixed values are rendered where the product compares them', () => {
    const mps = presetMps({ checkDevice: true, cira: false })
    const allow = ['unshared-connections'] as const
    expect(render(mps, { target: 'azure-apim', allow }).files.get('policies/mps.xml')).toMatch(
      /<claim name="deviceId" match="any">\s*<value>\*<\/value>/,
    )
    expect(render(mps, { target: 'aws', allow }).files.get('template.yaml')).toContain(`CLAIMS: '{"deviceId":"*"}'`)
  })

  it('are refused for RS256 on AWS, whose own authorizer compares none', () => {
    const oidc = presetConsole({
      oidc: { issuer: 'https://id.example.com', jwksUri: 'https://id.example.com/keys', audience: 'dmt' },
    })
    const asking = checkSpec({
      ...oidc,
      tokens: oidc.tokens.map((rule) => ({ ...rule, claims: [{ name: 'azp', equals: 'dmt' }] })),
    })
    expect(refusal(() => render(asking, { target: 'aws' }))).toMatch(/^tokens\.console\.claims: /)
  })
})
