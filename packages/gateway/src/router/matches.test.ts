import { describe, expect, it } from 'vitest'
import { presetConsole } from '../presets/preset-console.js'
import { presetMps } from '../presets/preset-mps.js'
import { matches } from './matches.js'

const mps = presetMps()
const consoleGateway = presetConsole()

describe('matches', () => {
  it('opens the login of MPS and guards what is below it', () => {
    const login = '/mps/login/api/v1/authorize'
    expect(matches(mps, { method: 'POST', path: login })).toEqual({
      outcome: 'forward',
      route: 'mps-login',
      upstream: 'mps',
      path: '/api/v1/authorize',
      auth: 'none',
    })
    for (const path of [`${login}/redirection/x`, `${login}/`, `${login}/../authorize/redirection/x`]) {
      expect(matches(mps, { method: 'POST', path })).toMatchObject({ route: 'mps', auth: { token: 'mps' } })
    }
    expect(matches(mps, { method: 'GET', path: login })).toMatchObject({ route: 'mps' })
  })

  it('strips a prefix and keeps the query', () => {
    const upstreamPath = (path: string) => matches(mps, { method: 'GET', path })
    expect(upstreamPath('/mps/api/v1/devices?tags=a,b')).toMatchObject({ path: '/api/v1/devices?tags=a,b' })
    expect(upstreamPath('/mps')).toMatchObject({ path: '/' })
    expect(upstreamPath('/%6dps//api/./v1')).toMatchObject({ route: 'mps', path: '/api/v1' })
    expect(upstreamPath('/mps%2Fapi')).toMatchObject({ route: 'webui', path: '/mps%2Fapi' })
  })

  it('has the short ways to power only where they are wanted', () => {
    const short = presetMps({ powerAliases: true })
    expect(matches(short, { method: 'GET', path: '/device/power/state/4c4c4544' })).toEqual({
      outcome: 'forward',
      route: 'mps-power-state',
      upstream: 'mps-router',
      path: '/api/v1/amt/power/state/4c4c4544',
      auth: { token: 'mps' },
    })
    expect(matches(short, { method: 'POST', path: '/device/power/action/4c4c4544' })).toMatchObject({
      path: '/api/v1/amt/power/action/4c4c4544',
    })
    expect(matches(short, { method: 'POST', path: '/device/power/bootoptions/4c4c4544' })).toMatchObject({
      route: 'webui',
    })
    expect(matches(mps, { method: 'GET', path: '/device/power/state/4c4c4544' })).toMatchObject({ route: 'webui' })
  })

  it('does not route the metrics of Console to Console, and guards its interface', () => {
    expect(matches(consoleGateway, { method: 'GET', path: '/metrics' })).toMatchObject({ upstream: 'webui' })
    expect(matches(consoleGateway, { method: 'GET', path: '/api/v1/authorize/redirection/x' })).toMatchObject({
      route: 'console',
      auth: { token: 'console' },
    })
  })

  it('answers a preflight, finds a port, and tells what meets nothing', () => {
    expect(matches(mps, { method: 'OPTIONS', path: '/rps/x', preflight: true })).toEqual({
      outcome: 'preflight',
      route: 'rps',
    })
    expect(matches(mps, { port: 4433 })).toMatchObject({ route: 'cira', upstream: 'mps-cira' })
    expect(matches(mps, { port: 4434 })).toEqual({ outcome: 'not-found' })
    expect(matches(mps, { method: 'TRACE', path: '/' })).toEqual({ outcome: 'not-found' })
  })
})
