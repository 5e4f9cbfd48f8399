import type { KnownKey, ServiceSchema } from '@dmt-providers/central-config'
import type { Environment, JsonValue } from '@dmt-providers/core'

/** What the environment gives a service for a key, as the service makes it; `undefined` when it says nothing. */
export function environmentValue(
  schema: ServiceSchema,
  name: string,
  key: KnownKey | undefined,
  environment: Environment,
): JsonValue | undefined {
  const variable = key?.variable ?? variableOf(schema, name)
  const text = variable === undefined ? undefined : environment.get(variable)
  return text === undefined ? undefined : typed(key, text)
}

/** `mps_tls_config.ciphers` as `MPS_MPS_TLS_CONFIG__CIPHERS`; a name with capitals cannot be set so. */
function variableOf({ takes }: ServiceSchema, name: string): string | undefined {
  if (takes.by === 'environment' || !/^[a-z0-9_.]+$/.test(name)) return undefined
  return takes.prefix + name.toUpperCase().replaceAll('.', '__')
}

function typed(key: KnownKey | undefined, text: string): JsonValue {
  if (key?.type === 'list') return text.split(',')
  if (key?.type !== 'text' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  return key?.type !== 'text' && /^-?\d+$/.test(text) ? Number(text) : text
}
