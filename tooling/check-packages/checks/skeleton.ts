import { isProvider, isStorageProvider, scope } from '../layout.js'
import {
  type Check,
  type Files,
  filesIn,
  type Manifest,
  type Problem,
  type Workspace,
  type WorkspacePackage,
} from '../workspace.js'

const keyOrder = [
  'name',
  'version',
  'private',
  'description',
  'license',
  'type',
  'sideEffects',
  'engines',
  'bin',
  'exports',
  'files',
  'scripts',
  'dependencies',
  'peerDependencies',
  'peerDependenciesMeta',
  'optionalDependencies',
  'devDependencies',
]

/** Every package has the same manifest, the same files at the same places, and a provider those of a provider. */
export const skeleton: Check = (workspace) =>
  workspace.packages.flatMap((one) => [...manifest(one, catalogOf(workspace)), ...files(one, workspace)])

function manifest({ folder, short, manifest }: WorkspacePackage, catalog: string[]): Problem[] {
  const wanted: [boolean, string][] = [
    [manifest.name === scope + short, `name must be ${scope}${short}, after its folder`],
    [Boolean(manifest.description?.trim()), 'description is missing'],
    [manifest.license === 'Apache-2.0', 'license must be Apache-2.0'],
    [manifest.type === 'module', 'type must be module'],
    [manifest.sideEffects === false, 'sideEffects must be false'],
    [manifest.engines?.node === '>=20.19', 'engines.node must be >=20.19'],
    [Boolean(manifest.files?.includes('dist')), 'files must list dist'],
    [Boolean(manifest.exports?.['.']), 'exports must have the entry "."'],
    [manifest.exports?.['./package.json'] === './package.json', 'exports must have the entry "./package.json"'],
    [Boolean(manifest.scripts?.build), 'the script build is missing'],
    [Boolean(manifest.scripts?.typecheck), 'the script typecheck is missing'],
    [inOrder(manifest), `keys must be in this order: ${keyOrder.join(', ')}`],
  ]
  const problems = wanted.filter(([fine]) => !fine).map(([, message]) => message)
  const all = [...problems, ...entries(manifest), ...siblingRanges(manifest), ...catalogRanges(manifest, catalog)]
  return all.map((message) => ({ path: `${folder}/package.json`, message }))
}

function inOrder(manifest: Manifest): boolean {
  const positions = Object.keys(manifest).map((key) => keyOrder.indexOf(key))
  return positions.every((position, index) => position >= (positions[index - 1] ?? 0))
}

function entries({ exports = {} }: Manifest): string[] {
  const conditional = Object.entries(exports).filter(([entry]) => entry !== './package.json')
  return conditional
    .filter(([, value]) => Object.keys(value ?? {}).join() !== 'types,default')
    .map(([entry]) => `exports["${entry}"] must have types and then default, and no more`)
}

/** The packages whose version pnpm-workspace.yaml holds for everyone. */
function catalogOf({ files }: Workspace): string[] {
  const block = /^catalog:\n((?: {2}.*\n)*)/m.exec(files.get('pnpm-workspace.yaml') ?? '')?.[1] ?? ''
  return [...block.matchAll(/^ {2}'?([^':]+)'?:/gm)].map(([, name]) => name ?? '')
}

function catalogRanges({ dependencies = {}, devDependencies = {} }: Manifest, catalog: string[]): string[] {
  return Object.entries({ ...devDependencies, ...dependencies })
    .filter(([name, range]) => catalog.includes(name) && range !== 'catalog:')
    .map(([name]) => `${name} must be "catalog:": pnpm-workspace.yaml holds its version for everyone`)
}

function siblingRanges({ dependencies = {}, devDependencies = {}, peerDependencies = {} }: Manifest): string[] {
  const all = Object.entries({ ...peerDependencies, ...devDependencies, ...dependencies })
  return all
    .filter(([name, range]) => name.startsWith(scope) && range !== 'workspace:^')
    .map(([name]) => `${name} must be "workspace:^": the packages of one release belong together`)
}

function files(one: WorkspacePackage, { files }: Workspace): Problem[] {
  const { folder } = one
  const own = filesIn(files, folder).map((path) => path.slice(folder.length + 1))
  const missing = required(one, files).filter(({ pattern }) => !own.some((path) => pattern.test(path)))
  const problems = missing.map(({ name, role }) => `${name} is missing: ${role}`)
  if (!/^```/m.test(files.get(`${folder}/README.md`) ?? '```')) problems.push('README.md has no example')
  if (!(files.get(`${folder}/tsconfig.json`) ?? '').includes('tooling/tsconfig/base.json')) {
    problems.push('tsconfig.json must extend tooling/tsconfig/base.json')
  }
  return problems.map((message) => ({ path: folder, message }))
}

interface Required {
  name: string
  pattern: RegExp
  role: string
}

const readme: Required = {
  name: 'README.md',
  pattern: /^README\.md$/,
  role: 'what the package is for, and a first example that runs',
}
const always: Required[] = [{ name: 'src/index.ts', pattern: /^src\/index\.ts$/, role: 'explicit named exports only' }]
const ofProvider: Required[] = [
  { name: 'src/options.ts', pattern: /^src\/options\.ts$/, role: 'one strict schema of the options' },
  {
    name: 'src/create-<product>.ts',
    pattern: /^src\/create-[a-z-]+\.ts$/,
    role: 'options -> client -> driver -> store',
  },
  { name: 'test/conformance.test.ts', pattern: /^test\/conformance\.test\.ts$/, role: 'the shared suite bound to it' },
]
const errors: Required = {
  name: 'src/errors.ts',
  pattern: /^src\/errors\.ts$/,
  role: 'native code -> portable code, a table',
}
const driver: Required = { name: 'src/driver.ts', pattern: /^src\/driver\.ts$/, role: 'the driver contract' }

function required(one: WorkspacePackage, files: Files): Required[] {
  const all = one.manifest.private ? always : [readme, ...always]
  if (!isProvider(one.short)) return all
  return [...all, ...ofProvider, errors, ...(isStorageProvider(one, files) ? [] : [driver])]
}
