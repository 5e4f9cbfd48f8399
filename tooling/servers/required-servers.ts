/**
 * The servers that must not be missing: those that `CONFORMANCE_REQUIRE` lists with commas, and in CI every server
 * kind of the registry when the variable is absent.
 */
export function requiredServers(kinds: string[], env: NodeJS.ProcessEnv = process.env): string[] {
  const listed = env.CONFORMANCE_REQUIRE
  if (listed === undefined) return env.CI === 'true' ? kinds : []
  return listed
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
}
