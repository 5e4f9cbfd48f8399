import { describe, expect, it } from 'vitest'
import { checkWorkspace } from './check-workspace.js'
import { changesetProblems } from './checks/changeset.js'
import { sizeProblems } from './checks/file-size.js'
import { changedManifest, exampleWorkspace } from './example-workspace.js'
import { foreignNames } from './layout.js'

const problemsOf = (changes: Record<string, string | undefined>) =>
  checkWorkspace(exampleWorkspace(changes)).map(({ path, message }) => `${path}: ${message}`)

const coreManifest = 'packages/core/package.json'
const vaultManifest = 'packages/vault/package.json'
const core = '@dmt-providers/core'
const vault = '@dmt-providers/vault'
const range = 'workspace:^'

// Each violation with the start of the one problem that it must cause.
const violations: [string, Record<string, string | undefined>, string][] = [
  [
    'another name',
    { [coreManifest]: changedManifest('core', { name: 'core' }) },
    `${coreManifest}: name must be ${core}`,
  ],
  ['another licence', { [coreManifest]: changedManifest('core', { license: 'MIT' }) }, `${coreManifest}: license`],
  ['CommonJS', { [coreManifest]: changedManifest('core', { type: 'commonjs' }) }, `${coreManifest}: type`],
  ['side effects', { [coreManifest]: changedManifest('core', { sideEffects: true }) }, `${coreManifest}: sideEffects`],
  [
    'another Node',
    { [coreManifest]: changedManifest('core', { engines: { node: '>=22' } }) },
    `${coreManifest}: engines`,
  ],
  ['no files list', { [coreManifest]: changedManifest('core', { files: [] }) }, `${coreManifest}: files`],
  [
    'an entry without types',
    {
      [coreManifest]: changedManifest('core', {
        exports: { '.': { default: './dist/index.js' }, './package.json': './package.json' },
      }),
    },
    `${coreManifest}: exports["."] must have types`,
  ],
  ['keys in another order', { [coreManifest]: changedManifest('core', { bin: {} }) }, `${coreManifest}: keys`],
  [
    'a sibling by number',
    { [vaultManifest]: changedManifest('vault', { dependencies: { [core]: '^1.0.0', 'node-vault': '1' } }) },
    `${vaultManifest}: ${core} must be "workspace:^"`,
  ],
  ['no README', { 'packages/core/README.md': undefined }, 'packages/core: README.md is missing'],
  ['a README without example', { 'packages/core/README.md': '# Core' }, 'packages/core: README.md has no example'],
  ['a package that the root README leaves out', { 'README.md': '[core](packages/core)' }, 'README.md: the table'],
  ['its own compiler options', { 'packages/core/tsconfig.json': '{}' }, 'packages/core: tsconfig.json must extend'],
  [
    'a provider without driver',
    { 'packages/vault/src/driver.ts': undefined },
    'packages/vault: src/driver.ts is missing',
  ],
  [
    'a provider without conformance',
    { 'packages/vault/test/conformance.test.ts': undefined },
    'packages/vault: test/conformance.test.ts is missing',
  ],
  [
    'an import against the direction',
    { 'packages/core/src/open.ts': `import '${vault}'\n/** Opens. */\nexport const open = 1\n` },
    `packages/core/src/open.ts: core must not import ${vault}`,
  ],
  [
    'a lazy import against the direction',
    { 'packages/core/src/open.ts': `/** Opens. */\nexport const open = () => import('${vault}/x')\n` },
    `packages/core/src/open.ts: core must not import ${vault}`,
  ],
  [
    'an import that is not listed',
    { 'packages/core/src/kind.ts': "import 'lodash/get'\n/** A kind. */\nexport type Kind = string\n" },
    'packages/core/src/kind.ts: imports lodash',
  ],
  [
    'an SDK of another package',
    { [coreManifest]: changedManifest('core', { dependencies: { zod: '4', pg: '8', 'node-vault': '1' } }) },
    `${vaultManifest}: node-vault belongs to core`,
  ],
  [
    'a file that says nothing',
    { 'packages/core/src/utils.ts': '' },
    'packages/core/src/utils.ts: "utils.ts" says nothing',
  ],
  ['a folder that says nothing', { 'packages/core/src/lib/a.ts': '' }, 'packages/core/src/lib: "lib" says nothing'],
  ['a name in camel case', { 'packages/core/src/openAll.ts': '' }, 'packages/core/src/openAll.ts: "openAll.ts" is not'],
  [
    'exporting everything',
    { 'packages/core/src/index.ts': "export * from './open.js'\n" },
    'packages/core/src/index.ts: export each name',
  ],
  [
    'code in the index',
    { 'packages/core/src/index.ts': '/** One. */\nexport const one = 1\n' },
    'packages/core/src/index.ts: only "export { name } from"',
  ],
  [
    'an export without docstring',
    { 'packages/core/src/open.ts': 'export const open = 1\n' },
    'packages/core/src/open.ts: open is a public export',
  ],
  [
    'a passed-on export without docstring',
    { 'packages/core/src/kind.ts': 'export type Kind = string\n' },
    'packages/core/src/passed-on.ts: Kind is a public export',
  ],
  ['any', { 'examples/a/src/a.ts': 'export const a = (b: any) => b\n' }, 'examples/a/src/a.ts:1: any'],
  ['a silenced compiler', { 'examples/a/src/a.ts': `// @ts-${'ignore'}\nfoo()\n` }, 'examples/a/src/a.ts:1: a comment'],
  ['a long file', { 'tooling/long.ts': 'a()\n'.repeat(301) }, 'tooling/long.ts: has 301 lines'],
  [
    'a home folder',
    { 'docs/a.md': `see ${'/home'}/me/file` },
    `docs/a.md:1: names a folder of one machine: ${'/home'}/me`,
  ],
  ['a Windows home', { 'docs/a.md': `see C:${'\\Users'}\\me` }, 'docs/a.md:1: names a folder'],
]

describe('the package checks', () => {
  it('find nothing in a workspace that keeps every rule', () => {
    expect(problemsOf({})).toEqual([])
  })

  it.each(violations)('find %s, and nothing else', (_, changes, problem) => {
    const problems = problemsOf(changes)
    expect(problems).toHaveLength(1)
    expect(problems[0]?.slice(0, problem.length)).toBe(problem)
  })

  it('find a circle of packages, development dependencies included', () => {
    const changes = { [coreManifest]: changedManifest('core', { devDependencies: { [vault]: range } }) }
    expect(problemsOf(changes)).toEqual([
      `${coreManifest}: depends on itself: core -> vault -> core`,
      `${vaultManifest}: depends on itself: vault -> core -> vault`,
    ])
  })

  it('find a dependency against the direction', () => {
    const changes = { [coreManifest]: changedManifest('core', { dependencies: { zod: '4', [vault]: range } }) }
    expect(problemsOf(changes)[0]).toBe(`${coreManifest}: core must not depend on ${vault}`)
  })

  it('let storage providers alone reach their product through sql, without a driver of their own', () => {
    const changes = {
      'packages/sql/package.json': changedManifest('core', { name: '@dmt-providers/sql', dependencies: {} }),
      'packages/sql/src/index.ts': '',
      'packages/sql/tsconfig.json': '{ "extends": "../../tooling/tsconfig/base.json" }',
      'packages/sql/README.md': '```ts\n```\n',
      'README.md': '(packages/core) (packages/vault) (packages/sql)',
      [vaultManifest]: changedManifest('vault', { dependencies: { [core]: range, '@dmt-providers/sql': range } }),
      'packages/vault/src/driver.ts': "import '@dmt-providers/sql'\n",
    }
    expect(problemsOf(changes)).toEqual([
      `${vaultManifest}: vault must not depend on @dmt-providers/sql`,
      'packages/vault/src/driver.ts: vault must not import @dmt-providers/sql',
    ])
    const test = {
      'packages/vault/test/conformance.test.ts': 'describeStorage(harness)',
      'packages/vault/src/driver.ts': undefined,
    }
    expect(problemsOf({ ...changes, ...test })).toEqual([])
  })

  it('find a version beside the one that the workspace holds for everyone', () => {
    const changes = { 'pnpm-workspace.yaml': "catalog:\n  '@a/b': 1\n  zod: ^4\nother:\n  node-vault: 1\n" }
    expect(problemsOf(changes)).toEqual([])
    const pinned = { ...changes, [coreManifest]: changedManifest('core', { dependencies: { zod: '^4' } }) }
    expect(problemsOf(pinned)).toEqual([expect.stringContaining('zod must be "catalog:"')])
  })

  it('let a package build an unpublished one in, and ask no README of that one', () => {
    const changes = {
      'packages/host/package.json': changedManifest('core', { name: '@dmt-providers/host', dependencies: {} }),
      'packages/host/src/index.ts': '',
      'packages/host/tsconfig.json': '{ "extends": "../../tooling/tsconfig/base.json" }',
      'packages/mps/package.json': changedManifest('core', {
        name: '@dmt-providers/mps',
        dependencies: {},
        devDependencies: { '@dmt-providers/host': range },
      }),
      'packages/mps/src/index.ts': "export { a } from '@dmt-providers/host'\n",
      'packages/mps/tsconfig.json': '{ "extends": "../../tooling/tsconfig/base.json" }',
      'packages/mps/README.md': '```ts\n```\n',
      'README.md': 'packages (packages/core) (packages/vault) (packages/mps)',
    }
    const hidden = changes['packages/host/package.json'].replace(
      '"version":"0.0.0",',
      '"version":"0.0.0","private":true,',
    )
    expect(problemsOf({ ...changes, 'packages/host/package.json': hidden })).toEqual([])
    expect(problemsOf(changes)).toEqual([
      'packages/host: README.md is missing: what the package is for, and a first example that runs',
      'README.md: the table of packages does not link to packages/host',
      'packages/mps/src/index.ts: imports @dmt-providers/host, which is not installed with its package',
    ])
  })

  it('let tests import what they like', () => {
    expect(problemsOf({ 'packages/core/src/a.test.ts': `import '${vault}'\nimport 'vitest'\n` })).toEqual([])
  })

  it('leave paths inside a secret store alone', () => {
    expect(problemsOf({ 'docs/a.md': 'secret/root/certificates and https://example.org/home/page' })).toEqual([])
  })
})

describe('the list of foreign names', () => {
  it('excuses its folders and what lies in them, and nothing beside them', () => {
    const [folder = ''] = Object.keys(foreignNames)
    expect(problemsOf({ [`${folder}/Camel.ts`]: '' })).toEqual([])
    expect(problemsOf({ [`${folder}Camel/a.ts`]: '' })).toHaveLength(1)
  })
})

describe('the list of long files', () => {
  const long = new Map([['a.ts', 'a()\n'.repeat(301)]])

  it('excuses a file with a reason, and none without', () => {
    expect(sizeProblems(long, { 'a.ts': 'one table' })).toEqual([])
    expect(sizeProblems(long, { 'a.ts': ' ' })).toHaveLength(1)
  })

  it('must not outlive the length', () => {
    expect(sizeProblems(new Map([['a.ts', 'a()']]), { 'a.ts': 'one table' })).toMatchObject([{ path: 'a.ts' }])
  })
})

describe('changesets', () => {
  it.each([
    [['packages/core/src/open.ts'], 1],
    [['packages/core/package.json', '.changeset/README.md'], 1],
    [['packages/core/src/open.ts', '.changeset/quick-dogs-run.md'], 0],
    [['packages/core/src/open.test.ts', 'docs/a.md'], 0],
  ])('%j gives %i problems', (changed, problems) => {
    expect(changesetProblems(changed)).toHaveLength(problems)
  })
})
