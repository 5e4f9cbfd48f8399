import type { Files, WorkspacePackage } from './workspace.js'

/** The scope of every package. */
export const scope = '@dmt-providers/'

// The drawing of the design, as data. A package that is not listed is a provider.
const siblings: Record<string, string[]> = {
  core: [],
  gateway: [],
  sql: ['core'],
  tls: ['core'],
  http: ['core', 'tls'],
  credentials: ['core'],
  'central-config': ['core'],
  host: ['core', 'central-config'],
  mps: ['core', 'central-config', 'host'],
  rps: ['core', 'central-config', 'host'],
}

/** What every provider may import. */
const ofProviders = ['core', 'tls', 'http', 'credentials']

/** Whether `from` may import `to`. A storage provider sees sql as well. */
export function mayImport(from: WorkspacePackage, to: string, files: Files): boolean {
  if (from.short === 'cli') return true
  const listed = siblings[from.short]
  return (
    (listed ?? ofProviders).includes(to) || (listed === undefined && to === 'sql' && isStorageProvider(from, files))
  )
}

/** Whether a provider implements the storage contract, which its tests tell: it reaches its product through sql. */
export const isStorageProvider = ({ folder, short }: WorkspacePackage, files: Files) =>
  isProvider(short) && (files.get(`${folder}/test/conformance.test.ts`) ?? '').includes('describeStorage')

const notProviders = [
  'core',
  'sql',
  'tls',
  'http',
  'credentials',
  'gateway',
  'central-config',
  'host',
  'mps',
  'rps',
  'router',
  'cli',
  'conformance',
  'aws-kms',
]

/** Whether a package is a provider, and so has a provider's files. */
export const isProvider = (short: string) => !notProviders.includes(short)

/** Small libraries that carry a policy of the whole project, and no product's SDK. */
export const commonLibraries = ['@opentelemetry/api', 'zod']

/** Libraries that more than one package needs; any other belongs to one package alone. */
export const sharedLibraries: Record<string, string[]> = {
  kysely: ['sql', 'postgres', 'mssql', 'mariadb'],
  '@azure/identity': ['azure-key-vault', 'credentials'],
  '@aws-sdk/credential-providers': ['credentials', 'aws-secrets-manager', 'aws-kms'],
}

/** Files over the limit of lines, each with the reason why it is one file. */
export const longFiles: Record<string, string> = {
  'packages/sql/src/table-models.ts': 'one description of the nine tables, which are read against each other',
}

/** Folders whose names come from elsewhere, each with the reason; what lies in them is not checked for its name. */
export const foreignNames: Record<string, string> = {
  'examples/fleet-service/src/factories': 'the services load their providers from modules of these names',
  'examples/fleet-service/src/utils':
    'the adapters look for the error classes of the services in modules of these names',
}
