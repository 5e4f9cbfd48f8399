import { expect } from 'vitest'
import { type Behaviour, seen } from './behaviour.js'

const login = '/mps/login/api/v1/authorize'
const page = { Origin: 'https://dmt.example.com' }
const preflight = { ...page, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'if-match' }

/** Paths that would be below the login for a gateway that opens it as a prefix, or compares paths as they come. */
const leaks = ['/redirection/4c4c4544', '/', '/..%2f..', '//redirection/x', '/%2e%2e/authorize/redirection/x']

/** Which paths are open, and what a browser asks before it sends. */
export const pathBehaviours: Behaviour[] = [
  {
    name: 'login: open as an exact path, for POST alone',
    see: async ({ url, answers }) => {
      const sent = await fetch(url + login, { method: 'POST', body: '{}' })
      expect(await seen(sent)).toEqual({ status: 200, path: '/api/v1/authorize' })
      expect((await fetch(url + login)).status).toBe(answers.noToken)
    },
  },
  {
    name: 'login as a prefix: nothing below it leaks',
    see: async ({ url, answers }) => {
      for (const leak of leaks)
        expect((await fetch(url + login + leak, { method: 'POST' })).status, leak).toBe(answers.noToken)
    },
  },
  {
    name: 'everything else: to the web interface, also a name that only begins like a route',
    see: async ({ url }) => {
      expect(await seen(await fetch(`${url}/`))).toEqual({ status: 200, path: '/' })
      expect(await seen(await fetch(`${url}/mpsx/devices`))).toEqual({ status: 200, path: '/mpsx/devices' })
    },
  },
  {
    name: 'preflight: answered before any token is looked at',
    see: async ({ url }) => {
      for (const path of ['/mps/api/v1/devices', login]) {
        const answer = await fetch(url + path, { method: 'OPTIONS', headers: preflight })
        expect(answer.ok, `${path}: ${answer.status}`).toBe(true)
        expect(answer.headers.get('access-control-allow-origin')).toMatch(/^(\*|https:\/\/dmt\.example\.com)$/)
        expect(answer.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('if-match')
        expect(answer.headers.get('x-seen-path')).toBeNull()
      }
    },
  },
  {
    name: 'answer to a page: one allowed origin, though the service adds its own',
    see: async ({ url }) => {
      const answer = await fetch(`${url}/`, { headers: page })
      expect(answer.headers.get('access-control-allow-origin')).toMatch(/^(\*|https:\/\/dmt\.example\.com)$/)
    },
  },
]
