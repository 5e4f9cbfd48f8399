import { httpRoutes } from '../model/route-reading.js'
import type { Check } from './problem.js'

/** A websocket route has no field that only a request with a body has, and an http route none of a stream. */
export const websocketFields: Check = (spec) =>
  httpRoutes(spec).flatMap(({ id, kind, match, maxBodyBytes, timeouts }) => {
    const wrong: [boolean, string][] = [
      [
        kind === 'websocket' && match.methods !== undefined,
        'match.methods: a websocket route takes GET alone; leave it out',
      ],
      [kind === 'websocket' && maxBodyBytes !== undefined, 'maxBodyBytes: a websocket has no body; leave it out'],
      [
        kind === 'websocket' && timeouts?.responseMs !== undefined,
        'timeouts.responseMs: a websocket stays open; use idleMs',
      ],
      [kind === 'http' && timeouts?.idleMs !== undefined, 'timeouts.idleMs: only a websocket is idle; use responseMs'],
    ]
    return wrong.filter(([is]) => is).map(([, message]) => `routes.${id}.${message}`)
  })
