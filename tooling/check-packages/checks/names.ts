import { posix } from 'node:path'
import { foreignNames } from '../layout.js'
import type { Check } from '../workspace.js'

const drawers = ['utils', 'util', 'common', 'shared', 'helpers', 'helper', 'lib', 'internal', 'misc']
const conventional = /^(?:README|CHANGELOG|LICENSE|Dockerfile|\..+)(?:\.md)?(?:\.tmpl)?$/
const kebab = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/
const checked = /^(?:packages|examples|tooling|docs|bench)\//

/** Files and folders are in kebab case and say what they hold. */
export const names: Check = ({ files }) => {
  const paths = [...files.keys()].filter((path) => checked.test(path))
  const segments = new Set(
    paths.flatMap((path) => path.split('/').map((_, depth, all) => all.slice(0, depth + 1).join('/'))),
  )
  const own = [...segments].filter((path) => !isForeign(path))
  return own.flatMap((path) => {
    const name = posix.basename(path)
    if (drawers.includes(name.split('.')[0] ?? ''))
      return [{ path, message: `"${name}" says nothing: name what it holds` }]
    return conventional.test(name) || kebab.test(name) ? [] : [{ path, message: `"${name}" is not in kebab case` }]
  })
}

const isForeign = (path: string) =>
  Object.keys(foreignNames).some((folder) => path === folder || path.startsWith(`${folder}/`))
