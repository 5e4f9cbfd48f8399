import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../bootstrap/step.mjs'
import { root } from '../bootstrap/workspace.mjs'
import type { PhaseResult } from '../run-tests/phase.js'
import { single } from '../run-tests/single.js'

const options = {
  target: 'ES2023',
  module: 'NodeNext',
  strict: true,
  noEmit: true,
  skipLibCheck: false,
  types: ['node'],
  lib: ['ES2023'],
}

/**
 * Compiles a program that imports every entry against the installed declarations, which finds a declaration that
 * names a package or file that does not come with it. Other people's declarations are not judged.
 */
export async function checkTypes(project: string, entries: string[]): Promise<PhaseResult> {
  await mkdir(join(project, 'node_modules/@types'), { recursive: true })
  await symlink(join(root, 'node_modules/@types/node'), join(project, 'node_modules/@types/node')).catch(
    () => undefined,
  )
  const code = entries.map((entry, index) => `export * as entry${index} from '${entry}'`).join('\n')
  await writeFile(join(project, 'types.ts'), code)
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['types.ts'] }))
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { output } = await run(process.execPath, [tsc, '-p', project, '--pretty', 'false'], { cwd: project })
  const ours = output.split('\n').filter((line) => /^types\.ts|^node_modules\/@dmt-providers\//.test(line))
  return single('types of every entry', 'tsc, strict', ours.length === 0, ours.join('\n'))
}
