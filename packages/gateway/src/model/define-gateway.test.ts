import { describe, expect, it } from 'vitest'
import { GatewayError } from '../gateway-error.js'
import { checkSpec, defineGateway } from './define-gateway.js'
import type { GatewaySpec } from './gateway-schema.js'

const base: GatewaySpec = {
  version: 1,
  name: 'dmt',
  upstreams: [{ id: 'mps', host: 'mps', port: 3000 }],
  tokens: [
    {
      id: 'mps',
      issuer: 'test',
      sources: [{ in: 'header', name: 'Authorization', scheme: 'Bearer' }],
      key: { alg: 'HS256', secret: { env: 'MPS_JWT_SECRET' } },
    },
  ],
  routes: [{ kind: 'http', id: 'mps', match: { path: '/mps', type: 'prefix' }, to: 'mps', auth: { token: 'mps' } }],
}

const open = (path: string, type: 'exact' | 'prefix', rest = {}): GatewaySpec['routes'][number] => ({
  kind: 'http',
  id: 'open',
  match: { path, type },
  to: 'mps',
  auth: 'none',
  ...rest,
})

const problemsOf = (spec: unknown): readonly string[] => {
  try {
    checkSpec(spec)
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'invalid-spec') return error.problems
    throw error
  }
  return []
}

describe('defineGateway', () => {
  it('fills in the defaults', () => {
    const gateway = defineGateway(base)
    expect(gateway.limits).toEqual({ maxBodyBytes: 1_048_576, maxHeaderBytes: 32_768 })
    expect(gateway.upstreams[0]).toMatchObject({ tls: false, reuseConnections: true })
    expect(defineGateway(gateway)).toEqual(gateway)
  })

  it('reports every problem at once, each with its place', () => {
    const problems = problemsOf({
      ...base,
      name: 'DMT',
      versoin: 1,
      upstreams: [{ id: 'mps', host: 'http://mps', port: 0 }],
    })
    expect(problems).toEqual([
      expect.stringMatching(/^name: write it in kebab case/),
      expect.stringMatching(/^upstreams\.0\.host: must be a host name/),
      expect.stringMatching(/^upstreams\.0\.port: must be 1 to 65535/),
      'versoin: unknown field; remove it or mend its name',
    ])
  })

  it('refuses a secret in place of its name without printing it', () => {
    const [rule] = base.tokens ?? []
    const spec = { ...base, tokens: [{ ...rule, key: { alg: 'HS256', secret: { env: 'hunter2-is-secret' } } }] }
    expect(problemsOf(spec).join()).toMatch(/tokens\.0\.key\.secret\.env: must be the name of an environment variable/)
    expect(problemsOf(spec).join()).not.toContain('hunter2')
  })

  it('refuses what is not known, and says what is', () => {
    const [route] = base.routes
    expect(problemsOf({ ...base, routes: [{ ...route, to: 'mpss' }] })).toEqual([
      'routes.mps.to: there is no upstream "mpss"; add it to upstreams, or use one of mps',
    ])
    expect(problemsOf({ ...base, tokens: [] })).toEqual([
      'routes.mps.auth: there is no token rule "mps"; add it to tokens',
    ])
  })

  it('refuses an open prefix under a guarded one, but not an exact path or one that is meant', () => {
    expect(problemsOf({ ...base, routes: [...base.routes, open('/mps/login', 'prefix')] })).toEqual([
      expect.stringMatching(/^routes\.open\.match: prefix \/mps\/login is open and lies under \/mps/),
    ])
    const meant = open('/mps/login', 'prefix', { openUnderGuarded: true })
    for (const fine of [open('/mps/login', 'exact'), open('/mpsx', 'prefix'), meant]) {
      expect(problemsOf({ ...base, routes: [...base.routes, fine] })).toEqual([])
    }
  })

  it('refuses two routes for one request, but not two that share no method', () => {
    const get = open('/x', 'exact', { match: { path: '/x', type: 'exact', methods: ['GET'] } })
    const both = [...base.routes, get, { ...open('/x', 'exact'), id: 'other' }]
    expect(problemsOf({ ...base, routes: both })).toEqual([
      'routes.other.match: exact /x takes GET as open does; keep one of them, or name other methods',
    ])
    const post = { ...get, id: 'post', match: { path: '/x', type: 'exact', methods: ['POST'] } }
    expect(problemsOf({ ...base, routes: [...base.routes, get, post] })).toEqual([])
  })

  it('refuses ids and ports that are there twice', () => {
    const tcp = { kind: 'tcp' as const, id: 'mps', port: 8443, to: 'mps' }
    expect(problemsOf({ ...base, routes: [...base.routes, tcp] })).toEqual([
      'routes: "mps" is there twice; rename one',
      'routes: port 8443 is listened on twice; give each TCP route a port of its own',
    ])
  })

  it.each(['mps', '/mps/', '//mps', '/a/../mps', '/mps?x', '/mps%2f', '/{x}', '/mps/*'])(
    'refuses the path %s',
    (path) => {
      expect(problemsOf({ ...base, routes: [open(path, 'exact')] }).join()).toMatch(/^routes\.0\.match\.path: must/)
    },
  )

  it('refuses credentials for any origin, and fields that a websocket has not', () => {
    expect(problemsOf({ ...base, cors: { origins: ['*'], credentials: true } }).join()).toMatch(/^cors\.credentials/)
    const socket = { ...open('/ws', 'exact'), kind: 'websocket', maxBodyBytes: 5, timeouts: { responseMs: 5 } }
    expect(problemsOf({ ...base, routes: [socket] })).toHaveLength(2)
  })

  it('refuses an http route whose token only a websocket can carry', () => {
    const tokens = base.tokens?.map((rule) => ({ ...rule, sources: [{ in: 'ws-subprotocol' }] }))
    expect(problemsOf({ ...base, tokens }).join()).toMatch(
      /^routes\.mps\.auth: token rule "mps" is read from a websocket/,
    )
  })
})
