import type { EnvironmentSource } from '@dmt-providers/core'
import { checkSpec, type Gateway } from '@dmt-providers/gateway'

/**
 * The description without its certificate, where the variables that name it are not set: a vendor's program reads the
 * certificate itself, and would refuse the whole for want of it.
 */
export function withoutAbsentCertificate(gateway: Gateway, variables: EnvironmentSource): Gateway {
  const { tls, ...rest } = gateway
  if (tls === undefined || [tls.certificate, tls.key].every(({ env }) => variables[env] !== undefined)) return gateway
  return checkSpec(rest)
}
