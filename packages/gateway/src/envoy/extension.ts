const api = 'type.googleapis.com/envoy.extensions'

/** A typed configuration of one of Envoy's extensions. */
export const extension = (type: string, config: object = {}) => ({ '@type': `${api}.${type}`, ...config })

/** A filter with its configuration. */
export const filter = (name: string, type: string, config: object = {}) => ({
  name,
  typed_config: extension(type, config),
})

/** Milliseconds as Envoy writes a duration. */
export const duration = (ms: number): string => `${ms / 1000}s`
