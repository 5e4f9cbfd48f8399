import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { serverSettings } from './server-settings.js'
import { tlsMode } from './tls-mode.js'

const url = (host: string, query = '') => `postgres://alice:Secret-1@${host}/database${query}`

function modeOf(host: string, query: string): string {
  return tlsMode(serverSettings(url(host, query), {}, new Environment({})), host)
}

describe('tlsMode', () => {
  it.each([
    ['db7.example', 'full'],
    ['192.0.2.7', 'full'],
    ['0.0.0.0', 'full'],
    ['127.example.com', 'full'],
    ['localhost', 'none'],
    ['127.0.0.1', 'none'],
    ['127.9.8.7', 'none'],
    ['/var/run/postgresql', 'none'],
    ['::1', 'none'],
  ])('is for %s, of which the URL says nothing, %s', (host, mode) => {
    expect(tlsMode({}, host)).toBe(mode)
  })

  it.each([
    ['sslmode=disable', 'none'],
    ['sslmode=allow', 'offered'],
    ['sslmode=prefer', 'offered'],
    ['sslmode=require', 'unverified'],
    ['sslmode=no-verify', 'unverified'],
    ['sslmode=require&sslrootcert=/ca.pem', 'authority'],
    ['sslmode=verify-ca&sslrootcert=/ca.pem', 'authority'],
    ['sslmode=verify-ca&sslrootcert=amazon-rds', 'authority'],
    ['sslmode=verify-full', 'full'],
    ['sslrootcert=/ca.pem', 'full'],
    ['sslcert=/client.pem&sslkey=/client.key', 'full'],
    ['sslnegotiation=direct', 'full'],
    ['ssl=true', 'full'],
    ['ssl=false', 'none'],
    ['ssl=no-verify', 'unverified'],
    ['ssl=true&sslmode=require', 'unverified'],
    ['uselibpqcompat=true&sslmode=require', 'unverified'],
  ])('is by ?%s, also for a local host, %s', (query, mode) => {
    expect(modeOf('localhost', `?${query}`)).toBe(mode)
    expect(modeOf('db7.example', `?${query}`)).toBe(mode)
  })

  it.each([
    ['sslmode=Verify-Full', 'sslmode (PGSSLMODE): give one of disable'],
    ['sslmode=verify-ca', 'sslrootcert: verify-ca needs it'],
    ['sslmode=require&sslrootcert=system', 'write sslmode=verify-full'],
    ['sslmode=verify-full&ssl=false', 'leave ssl away'],
    ['sslmode=disable&ssl=true', 'leave ssl away'],
    ['sslmode=prefer&sslnegotiation=direct', 'sslnegotiation: direct needs TLS'],
    ['sslcert=/client.pem', 'sslkey: a client certificate needs both'],
    ['sslkey=/client.key', 'sslcert: a client certificate needs both'],
  ])('refuses ?%s', (query, message) => {
    expect(() => modeOf('db7.example', `?${query}`)).toThrow(
      expect.objectContaining({ code: 'invalid-options', message: expect.stringContaining(message) }),
    )
  })

  it('takes the words that libpq reads from the environment, whatever a host made of their names', () => {
    const environment = new Environment({ pgsslmode: 'verify-ca', pgsslrootcert: '/ca.pem' })
    expect(serverSettings(url('db7.example'), {}, environment)).toMatchObject({
      sslmode: 'verify-ca',
      sslrootcert: '/ca.pem',
    })
  })
})
