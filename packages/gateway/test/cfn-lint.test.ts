import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../../../tooling/servers/run-command.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { patch, render } from '../src/index.js'
import { allowed } from './allowed-gaps.js'
import { pythonProgram } from './planes/python-program.js'
import { samples } from './sample-gateways.js'

const cfnLint = await pythonProgram('cfn-lint', 'cfn-lint', '1.58.0')
const missing = isMissing(cfnLint)

async function lint(template: string): Promise<string> {
  if (missing) throw new Error('unreachable without cfn-lint')
  const folder = await mkdtemp(join(tmpdir(), 'dmt-cfn-'))
  const path = join(folder, 'template.yaml')
  await writeFile(path, template)
  return runCommand(cfnLint.path, [path]).finally(() => rm(folder, { recursive: true, force: true }))
}

describe.skipIf(missing)(
  `templates ${missing ? `[no cfn-lint: ${cfnLint.missing}]` : `[on cfn-lint ${cfnLint.version}]`}`,
  () => {
    it.each(Object.entries(samples))(
      '%s is what CloudFormation takes',
      { timeout: 120_000 },
      async (_name, gateway) => {
        const { files } = render(gateway, { target: 'aws', allow: allowed.aws })
        expect(await lint(files.get('template.yaml') ?? '')).toBe('')
      },
    )

    it.each([
      ['an unknown property', { Stage: { Properties: { ThrottlingRateLimt: 5 } } }],
      ['a protocol that there is not', { CiraListener: { Properties: { Protocol: 'TLSX' } } }],
      ['a resource that is not there', { MpsLoginPost: { Properties: { ApiId: { Ref: 'Apii' } } } }],
    ])('refuses %s', { timeout: 120_000 }, async (_name, Resources) => {
      const gateway = samples.mps
      if (gateway === undefined) throw new Error('there is no sample mps')
      const spoiled = patch(render(gateway, { target: 'aws', allow: allowed.aws }), 'template.yaml', { Resources })
      await expect(lint(spoiled.files.get('template.yaml') ?? '')).rejects.toThrow(/cfn-lint ended with/)
    })
  },
)
