import { type Workspace, workspaceOf } from './workspace.js'

const manifest = (short: string, dependencies: Record<string, string>) => ({
  name: `@dmt-providers/${short}`,
  version: '0.0.0',
  description: `The package ${short}`,
  license: 'Apache-2.0',
  type: 'module',
  sideEffects: false,
  engines: { node: '>=20.19' },
  exports: {
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './package.json': './package.json',
  },
  files: ['dist'],
  scripts: { build: 'tsup', typecheck: 'tsc -p .' },
  dependencies,
})

const packageFiles = (short: string, dependencies: Record<string, string>, files: Record<string, string>) => ({
  'package.json': JSON.stringify(manifest(short, dependencies)),
  'README.md': `# ${short}\n\`\`\`ts\n\`\`\`\n`,
  'tsconfig.json': '{ "extends": "../../tooling/tsconfig/base.json" }',
  ...files,
})

const core = packageFiles(
  'core',
  { zod: 'catalog:' },
  {
    'src/index.ts': "export { open } from './open.js'\nexport type { Kind } from './passed-on.js'\n",
    'src/open.ts': "import { z } from 'zod'\n/** Opens. */\nexport const open = () => z\n",
    'src/passed-on.ts': "import type { Kind } from './kind.js'\nexport type { Kind }\n",
    'src/kind.ts': '/** A kind. */\nexport type Kind = string\n',
  },
)

const vault = packageFiles(
  'vault',
  { '@dmt-providers/core': 'workspace:^', 'node-vault': '1' },
  {
    'src/index.ts': "export { createVault } from './create-vault.js'\n",
    'src/create-vault.ts':
      "import { open } from '@dmt-providers/core'\n/** Creates. */\nexport function createVault() {\n  return open()\n}\n",
    'src/options.ts': '',
    'src/driver.ts': "export const sdk = () => import('node-vault')\n",
    'src/errors.ts': '',
    'test/conformance.test.ts': '',
  },
)

const inFolder = (folder: string, files: Record<string, string>) =>
  Object.entries(files).map(([path, text]): [string, string] => [`${folder}/${path}`, text])

/** A small workspace without a problem; `changes` replace files of it, add some, or with `undefined` take some away. */
export function exampleWorkspace(changes: Record<string, string | undefined> = {}): Workspace {
  const readme: [string, string] = ['README.md', '[core](packages/core) [vault](packages/vault)']
  const files = new Map([readme, ...inFolder('packages/core', core), ...inFolder('packages/vault', vault)])
  for (const [path, text] of Object.entries(changes)) {
    if (text === undefined) files.delete(path)
    else files.set(path, text)
  }
  return workspaceOf(files)
}

/** The text of a package's manifest with some keys replaced. */
export function changedManifest(short: string, changes: Record<string, unknown>): string {
  const { files } = exampleWorkspace()
  return JSON.stringify({ ...JSON.parse(files.get(`packages/${short}/package.json`) ?? '{}'), ...changes })
}
