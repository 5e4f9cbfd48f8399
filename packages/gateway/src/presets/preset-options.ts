import type { GatewaySpec } from '../model/gateway-schema.js'

/** Where a service of a preset is, when it is not under its own name and usual port. */
export interface Place {
  host?: string
  port?: number
}

/** What both deployments have in common. */
export interface PresetOptions {
  /** Prefix of the names of what is rendered. Default `dmt`. */
  name?: string
  /** Public host names. Default: any. */
  hosts?: string[]
  /** Port of HTTP and websockets. Default 8443. */
  port?: number
  /** Certificate of that port, by the names of environment variables. */
  tls?: GatewaySpec['tls']
  /** Who may call from a web page. Default: any origin, without credentials, as the toolkit's Kong does. */
  cors?: GatewaySpec['cors']
  /** Logins of one client address in a minute. Default: no limit, as the toolkit ships none. */
  loginsPerMinute?: number
  /**
   * Whether the gateway checks the token of the relay too, which the page sends as the websocket's subprotocol. The
   * service checks it in any case. Default false.
   */
  guardRelay?: boolean
  /**
   * Whether the gateway looks at `deviceId`: the relay takes the token of its own device alone (with `guardRelay`), and
   * the interface of MPS no token of a relay. Default false.
   */
  checkDevice?: boolean
  /** Port for the devices' CIRA connections; false for none. Default 4433. */
  cira?: number | false
  /** RPS's websocket for AMT's activation over LAN (`/ea`). Default false. */
  enterpriseAssistant?: boolean
  /** Route `/vault` to Vault, which publishes it. Default false. */
  vault?: boolean
  /** Route everything else to the web interface. Default true. */
  webui?: boolean
}
