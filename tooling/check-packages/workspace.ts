import { posix } from 'node:path'

/** The part of a package.json that the checks read. */
export interface Manifest {
  name?: string
  private?: boolean
  version?: string
  description?: string
  license?: string
  type?: string
  sideEffects?: unknown
  engines?: Record<string, string>
  exports?: Record<string, unknown>
  files?: string[]
  scripts?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** One folder of `packages/`. */
export interface WorkspacePackage {
  /** Path from the root: `packages/core`. */
  folder: string
  /** Folder name: `core`. */
  short: string
  manifest: Manifest
}

/** The repository's text files by path from the root, with `/` as separator. */
export type Files = ReadonlyMap<string, string>

/** What the checks look at. */
export interface Workspace {
  files: Files
  packages: WorkspacePackage[]
}

/** One thing wrong: where and what, with the fix. */
export interface Problem {
  path: string
  message: string
}

/** Finds the problems of one sort. */
export type Check = (workspace: Workspace) => Problem[]

/** Sorts the files into packages. */
export function workspaceOf(files: Files): Workspace {
  const manifests = [...files.keys()].filter((path) => /^packages\/[^/]+\/package\.json$/.test(path))
  const packages = manifests.map((path) => {
    const folder = posix.dirname(path)
    const manifest: Manifest = JSON.parse(files.get(path) ?? '{}')
    return { folder, short: posix.basename(folder), manifest }
  })
  return { files, packages }
}

/** The files of a folder, by path from the root. */
export const filesIn = (files: Files, folder: string) =>
  [...files.keys()].filter((path) => path.startsWith(`${folder}/`))
