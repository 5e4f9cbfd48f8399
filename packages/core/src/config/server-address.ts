import type { ConnectionUrl } from '../connection-url.js'
import { decodedPart } from '../decoded-part.js'

/** What the URL of a configuration server says, by the names that its providers give their options. */
export interface ServerAddress {
  /** `host:port` of each server, separated by commas; IPv6 addresses stand in brackets. */
  readonly endpoints?: string
  readonly user?: string
  readonly password?: string
  /** The path without the slash that it begins with, decoded. */
  readonly prefix?: string
  /** True for a scheme that ends in `+tls`. */
  readonly tls?: boolean
  /** The parameters after the question mark. */
  readonly [parameter: string]: string | boolean | undefined
}

/**
 * Reads `product+tls://user:password@one:1,two:2/prefix?parameter=value`; a host without port gets `port`. What the URL
 * does not say is left out. Throws `invalid-options`.
 */
export function serverAddress(url: ConnectionUrl, port: number): ServerAddress {
  const endpoints = url.hosts.map((one) => `${bracketed(one.host)}:${one.port ?? port}`).join(',')
  // The rest is read with one plain host in the place of all.
  const rest = new URL(url.withHost({ host: 'host', port: undefined }).expose())
  return {
    ...Object.fromEntries(rest.searchParams),
    ...given('endpoints', endpoints),
    ...given('user', decodedPart('user', rest.username)),
    ...given('password', decodedPart('password', rest.password)),
    ...given('prefix', decodedPart('prefix', rest.pathname.slice(1))),
    ...(url.scheme.endsWith('+tls') ? { tls: true } : {}),
  }
}

const given = (name: string, value: string) => (value === '' ? {} : { [name]: value })

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host)
