/** Asks for the central configuration as the services do, when they are told to. */
export async function configured(kind, Environment) {
  if (!Environment.Config.consul_enabled) return
  const { default: Config } = await import(`@dmt-providers/${kind}/config`)
  const config = new Config('localhost', 8500)
  await config.health('consul')
  const prefix = kind.toUpperCase()
  const values = await config.get(prefix)
  if (values == null) await config.seed(prefix, Environment.Config)
  else config.process(values)
}
