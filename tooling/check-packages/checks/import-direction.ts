import { commonLibraries, mayImport, scope, sharedLibraries } from '../layout.js'
import { importsOf, isTest, isTypeScript, packageOf } from '../typescript-file.js'
import { type Check, type Files, filesIn, type Problem, type Workspace, type WorkspacePackage } from '../workspace.js'

/** Imports go one way, what a source imports is declared, and a vendor's SDK stays in the one package that needs it. */
export const importDirection: Check = (workspace) => [
  ...workspace.packages.flatMap((one) => [...declared(one, workspace), ...imported(one, workspace)]),
  ...sharedVendors(workspace.packages),
]

function declared(one: WorkspacePackage, { files }: Workspace): Problem[] {
  return Object.keys(one.manifest.dependencies ?? {})
    .filter((name) => name.startsWith(scope) && !mayImport(one, name.slice(scope.length), files))
    .map((name) => ({ path: `${one.folder}/package.json`, message: `${one.short} must not depend on ${name}` }))
}

function imported(one: WorkspacePackage, workspace: Workspace): Problem[] {
  const available = availableTo(one, workspace)
  const { files } = workspace
  const sources = filesIn(files, `${one.folder}/src`).filter((path) => isTypeScript(path) && !isTest(path))
  return sources.flatMap((path) =>
    importsOf(files.get(path) ?? '').flatMap((specifier) => {
      const message = importProblem(one, specifier, available, files)
      return message ? [{ path, message }] : []
    }),
  )
}

/** What is installed with a package, and the unpublished packages of the workspace that are built into it. */
function availableTo({ manifest }: WorkspacePackage, { packages }: Workspace): string[] {
  const unpublished = packages.filter((one) => one.manifest.private).map((one) => scope + one.short)
  const builtIn = Object.keys(manifest.devDependencies ?? {}).filter((name) => unpublished.includes(name))
  const { dependencies, peerDependencies, optionalDependencies } = manifest
  return [...Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }), ...builtIn]
}

function importProblem(
  one: WorkspacePackage,
  specifier: string,
  available: string[],
  files: Files,
): string | undefined {
  const name = packageOf(specifier)
  if (name === undefined || name === scope + one.short) return undefined
  if (name.startsWith(scope) && !mayImport(one, name.slice(scope.length), files)) {
    return `${one.short} must not import ${name}`
  }
  return available.includes(name) ? undefined : `imports ${name}, which is not installed with its package`
}

function sharedVendors(packages: WorkspacePackage[]): Problem[] {
  return packages.flatMap(({ folder, short, manifest }) =>
    Object.keys(manifest.dependencies ?? {})
      .filter((name) => !name.startsWith(scope) && !commonLibraries.includes(name))
      .filter((name) => !ownersOf(name, packages).includes(short))
      .map((name) => ({
        path: `${folder}/package.json`,
        message: `${name} belongs to ${ownersOf(name, packages).join(', ')}; if ${short} needs it too, list both in tooling/check-packages/layout.ts`,
      })),
  )
}

const ownersOf = (library: string, packages: WorkspacePackage[]) =>
  sharedLibraries[library] ??
  packages
    .filter(({ manifest }) => manifest.dependencies?.[library])
    .map(({ short }) => short)
    .slice(0, 1)
