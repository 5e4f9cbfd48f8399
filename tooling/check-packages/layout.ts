/** The scope of every package. */
export const scope = '@dmt-providers/'

// The drawing of the design, as data. A package that is not listed is a secrets or config provider: it sees core only.
const siblings: Record<string, string[]> = {
  core: [],
  gateway: [],
  sql: ['core'],
  postgres: ['core', 'sql'],
  mssql: ['core', 'sql'],
  mariadb: ['core', 'sql'],
  mps: ['core', 'host'],
  rps: ['core', 'host'],
}

/** Whether `from` may import `to`, both by folder name. */
export const mayImport = (from: string, to: string) => from === 'cli' || (siblings[from] ?? ['core']).includes(to)

const notProviders = ['core', 'sql', 'gateway', 'host', 'mps', 'rps', 'router', 'cli', 'conformance', 'aws-kms']

/** Whether a package is a provider, and so has a provider's files. */
export const isProvider = (short: string) => !notProviders.includes(short)

/** Whether a provider reaches its product through the shared repositories, which are its driver. */
export const isSqlProvider = (short: string) => siblings[short]?.includes('sql') ?? false

/** Small libraries that carry a policy of the whole project, and no product's SDK. */
export const commonLibraries = ['@opentelemetry/api', 'cockatiel', 'zod']

/** Libraries that more than one package needs; any other belongs to one package alone. */
export const sharedLibraries: Record<string, string[]> = {
  kysely: ['sql', 'postgres', 'mssql', 'mariadb'],
  '@azure/identity': ['azure-key-vault', 'postgres', 'mssql', 'mariadb'],
}

/** Files over the limit of lines, each with the reason why it is one file. */
export const longFiles: Record<string, string> = {}

/** Folders whose names come from elsewhere, each with the reason; what lies in them is not checked for its name. */
export const foreignNames: Record<string, string> = {
  'examples/fleet-service/src/factories': 'the services load their providers from modules of these names',
  'examples/fleet-service/src/utils':
    'the adapters look for the error classes of the services in modules of these names',
}
