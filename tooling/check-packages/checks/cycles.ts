import { scope } from '../layout.js'
import type { Check, WorkspacePackage } from '../workspace.js'

/** No package depends on itself by way of others, development dependencies included: turbo could not order them. */
export const cycles: Check = ({ packages }) => {
  const graph = new Map(packages.map((one) => [one.short, dependenciesOf(one)]))
  return packages
    .map(({ folder, short }) => ({ folder, path: wayBack(short, graph) }))
    .flatMap(({ folder, path }) =>
      path ? [{ path: `${folder}/package.json`, message: `depends on itself: ${path.join(' -> ')}` }] : [],
    )
}

function dependenciesOf({ manifest }: WorkspacePackage): string[] {
  const names = Object.keys({ ...manifest.devDependencies, ...manifest.dependencies })
  return names.filter((name) => name.startsWith(scope)).map((name) => name.slice(scope.length))
}

/** The shortest way from a package to itself. */
function wayBack(start: string, graph: Map<string, string[]>): string[] | undefined {
  const seen = new Set<string>()
  let ways = [[start]]
  while (ways.length > 0) {
    const next = ways.flatMap((way) => (graph.get(way.at(-1) ?? '') ?? []).map((name) => [...way, name]))
    const closed = next.find((way) => way.at(-1) === start)
    if (closed) return closed
    ways = next.filter((way) => !seen.has(way.at(-1) ?? ''))
    for (const way of ways) seen.add(way.at(-1) ?? '')
  }
  return undefined
}
