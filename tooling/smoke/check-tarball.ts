import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { run } from '../bootstrap/step.mjs'
import { root } from '../bootstrap/workspace.mjs'
import type { PhaseResult } from '../run-tests/phase.js'
import { single } from '../run-tests/single.js'
import type { PackedPackage } from './pack.js'

/** What publint says of a tarball; a warning is a failure too. */
export async function checkWithPublint({ name, tarball }: PackedPackage): Promise<PhaseResult> {
  const bytes = await readFile(tarball)
  const { messages, pkg } = await publint({
    pack: { tarball: new Uint8Array(bytes).buffer },
    level: 'warning',
    strict: true,
  })
  const output = messages.map((message) => `${name}: ${formatMessage(message, pkg)}`).join('\n')
  return single(name, 'publint', messages.length === 0, output)
}

/** Whether TypeScript finds the types of every entry of a tarball, for importers that are ES modules. */
export async function checkWithAttw({ name, tarball }: PackedPackage): Promise<PhaseResult> {
  const attw = join(root, 'tooling/node_modules/@arethetypeswrong/cli/dist/index.js')
  const args = [attw, tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji']
  const { ok, output } = await run(process.execPath, args)
  return single(name, 'arethetypeswrong', ok, ok ? '' : output)
}
