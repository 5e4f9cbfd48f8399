import { freePort } from '../../../../tooling/servers/free-port.js'
import { checkSpec, type Decision, type Gateway, type MpsOptions, presetMps } from '../../src/index.js'
import type { DataPlane } from './data-plane.js'
import { secret } from './tokens.js'
import { type EchoUpstream, startEcho, startTcpEcho } from './upstreams.js'

/** The deployment of MPS behind a gateway, each service played by one that tells what reached it. */
export interface Stack {
  gateway: Gateway
  url: string
  websocketUrl: string
  ciraPort: number
  services: Record<'mps' | 'router' | 'rps' | 'activation' | 'webui', EchoUpstream>
  stop(): Promise<void>
}

/** The fields of a forward decision. */
export type Forward = Extract<Decision, { outcome: 'forward' }>

/** Starts the services and the gateway in front of them. Short timeouts, so that a test can see them pass. */
export async function startStack(plane: DataPlane, options: MpsOptions = {}): Promise<Stack> {
  const [mps, router, rps, activation, webui] = await Promise.all([
    startEcho(),
    startEcho(),
    startEcho(),
    startEcho(),
    startEcho(),
  ])
  const cira = await startTcpEcho()
  const [port, ciraPort] = [await freePort(), await freePort()]
  const at = ({ port }: EchoUpstream) => ({ host: '127.0.0.1', port })
  const preset = presetMps({
    issuer: 'test-issuer',
    port,
    cira: ciraPort,
    guardRelay: true,
    ...options,
    places: {
      mps: at(mps),
      'mps-router': at(router),
      rps: at(rps),
      'rps-activation': at(activation),
      'mps-cira': at(cira),
      webui: at(webui),
    },
  })
  const gateway = withShortTimeouts(preset)
  const running = await plane.serve(gateway, { secrets: { MPS_JWT_SECRET: secret } })
  return {
    gateway,
    url: `http://127.0.0.1:${port}`,
    websocketUrl: `ws://127.0.0.1:${port}`,
    ciraPort,
    services: { mps, router, rps, activation, webui },
    stop: async () => {
      await running.stop()
      await Promise.all([mps, router, rps, activation, webui, cira].map((one) => one.close()))
    },
  }
}

const withShortTimeouts = (gateway: Gateway): Gateway =>
  checkSpec({
    ...gateway,
    routes: gateway.routes.map((route) => {
      if (route.id === 'rps') return { ...route, timeouts: { responseMs: 300 } }
      return route.id === 'rps-maintenance' ? { ...route, timeouts: { idleMs: 300 } } : route
    }),
  })
