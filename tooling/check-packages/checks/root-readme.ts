import type { Check } from '../workspace.js'

/** The root README lists every package that is published. */
export const rootReadme: Check = ({ files, packages }) => {
  const readme = files.get('README.md') ?? ''
  return packages
    .filter(({ manifest }) => !manifest.private)
    .filter(({ folder }) => !readme.includes(`(${folder})`))
    .map(({ folder }) => ({ path: 'README.md', message: `the table of packages does not link to ${folder}` }))
}
