import { type StoreOptions, truthParameter } from '@dmt-providers/core'
import { z } from 'zod'
import { tlsParameters } from './tls-parameters.js'

/** Options of a store that is a set of servers, any of which may be asked. */
export interface EndpointOptions extends StoreOptions {
  /** `host:port` of each server, separated by commas. */
  endpoints?: string | undefined
  /** True: connections are protected by TLS, and the servers prove who they are. Default false. */
  tls?: boolean | undefined
  /** Authorities to trust: a file in PEM, or `amazon-rds`, `azure`, `system`. Default: those built into Node. */
  ca?: string | undefined
  /** File in PEM with the client certificate. */
  cert?: string | undefined
  /** File in PEM with its key, and the key's passphrase. */
  key?: string | undefined
  keyPassphrase?: string | undefined
  /** Name that the certificates of the servers must have. Default: the host. */
  serverName?: string | undefined
}

const endpoint = '(?:\\[[^\\]]+\\]|[^\\s:,[\\]]+):\\d{1,5}'

/**
 * The fields of {@link EndpointOptions} for the schema of a product: its scheme without `+tls`, and what it calls its
 * servers. The variables begin with `DMT_` and the scheme.
 */
export const endpointParameters = (scheme: string, server: string) => {
  const variable = (name: string) => `DMT_${scheme.toUpperCase()}_${name}`
  return {
    endpoints: z
      .string('is missing; write host:port, with a comma between two')
      .regex(new RegExp(`^${endpoint}(?:,${endpoint})*$`), 'write host:port, with a comma between two')
      .meta({
        help: `host:port of each ${server}, separated by commas; in a URL the hosts`,
        env: variable('ENDPOINTS'),
      }),
    tls: truthParameter(`True protects connections by TLS; in a URL the scheme ${scheme}+tls`, false),
    ...tlsParameters({
      ca: variable('CA'),
      cert: variable('CERT'),
      key: variable('KEY'),
      keyPassphrase: variable('KEY_PASSPHRASE'),
    }),
  }
}

/** What is wrong between the fields of {@link EndpointOptions}: each option, and what is said of it. */
export function endpointProblems(
  scheme: string,
  { tls, ca, cert, key }: Pick<EndpointOptions, 'tls' | 'ca' | 'cert' | 'key'>,
): [option: string, problem: string][] {
  const problems: [string, string][] = []
  if (tls !== true && (ca ?? cert ?? key) !== undefined)
    problems.push(['tls', `is false, but a certificate is named; use ${scheme}+tls://`])
  if ((cert === undefined) !== (key === undefined)) problems.push(['cert', 'and key go together; name both'])
  return problems
}
