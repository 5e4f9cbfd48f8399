import { describe, expect, it } from 'vitest'
import { GatewayError } from '../gateway-error.js'
import { presetConsole } from '../presets/preset-console.js'
import { presetMps } from '../presets/preset-mps.js'
import { patch } from './patch.js'
import { render } from './render.js'

const withoutPem = presetConsole({
  oidc: { issuer: 'https://id.example.com/realms/dmt', jwksUri: 'https://id.example.com/certs' },
})

const errorOf = (act: () => unknown): GatewayError => {
  try {
    act()
  } catch (error) {
    if (error instanceof GatewayError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('render', () => {
  it('refuses what the gateway cannot do, naming the workaround, unless that is allowed by name', () => {
    const error = errorOf(() => render(withoutPem, { target: 'kong' }))
    expect(error.code).toBe('unsupported')
    expect(error.message).toMatch(
      /^Kong Gateway cannot do key-discovery \(console\): .*set key\.publicKey.*allow "key-discovery"$/,
    )
    const { files, findings } = render(withoutPem, { target: 'kong', allow: ['key-discovery'] })
    expect(findings).toContainEqual(expect.objectContaining({ capability: 'key-discovery', severity: 'error' }))
    expect(files.get('report.md')).toContain('**not done** `key-discovery` (console)')
    // Without its key no token of that issuer passes: the gap closes the gateway and does not open it.
    expect(files.get('kong.yaml')).not.toContain('id.example.com')
  })

  it.each([
    ['a target that there is not', { target: 'apache' }, /^target: must be one of kong, envoy/],
    ['a capability that there is not', { target: 'kong', allow: ['tpc'] }, /^allow\.0: must be capabilities: hs256/],
    ['an option of another target', { target: 'kong', edge: 'none' }, /^edge: unknown field/],
  ])('refuses %s', (_name, options, problem) => {
    const error = errorOf(() => render(presetMps(), JSON.parse(JSON.stringify(options))))
    expect(error.code).toBe('invalid-options')
    expect(error.message).toMatch(problem)
  })

  it('names the secrets to provide', () => {
    expect(render(presetMps(), { target: 'kong' }).secrets).toEqual(['MPS_JWT_SECRET'])
  })
})

describe('patch', () => {
  const rendered = render(presetMps(), { target: 'envoy' })

  it('merges into one file and leaves the others', () => {
    const patched = patch(rendered, 'envoy.yaml', {
      admin: { profile_path: 'p' },
      static_resources: { clusters: null },
    })
    expect(patched.files.get('envoy.yaml')).toMatch(/admin:\n {2}profile_path: p\n$/)
    expect(patched.files.get('envoy.yaml')).not.toContain('clusters:')
    expect(patched.files.get('report.md')).toBe(rendered.files.get('report.md'))
    expect(rendered.files.get('envoy.yaml')).toContain('clusters:')
  })

  it('refuses a file that was not rendered, and one that it cannot read', () => {
    expect(errorOf(() => patch(rendered, 'envoy.json', {})).code).toBe('not-found')
    expect(errorOf(() => patch(rendered, 'report.md', {})).code).toBe('invalid-options')
  })
})
