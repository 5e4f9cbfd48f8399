import type { Problem } from '../workspace.js'

/** A branch that changes what a package publishes brings a changeset. `changed` are its paths against the base. */
export function changesetProblems(changed: string[]): Problem[] {
  const published = changed.filter(
    (path) => /^packages\/[^/]+\/(?:src\/|package\.json$)/.test(path) && !path.endsWith('.test.ts'),
  )
  const described = changed.some((path) => /^\.changeset\/(?!README\.md$).+\.md$/.test(path))
  if (published.length === 0 || described) return []
  return [
    {
      path: published[0] ?? '',
      message: 'packages changed without a changeset: run "npx changeset" and commit its file',
    },
  ]
}
