import { spawn } from 'node:child_process'
import type { RenderResult, Target } from '@dmt-providers/gateway'
import { hs256Jwks } from '@dmt-providers/gateway'

/** A vendor's program that judges one rendered file without any network. */
interface VendorTool {
  program: string
  args: string[]
  /** Secrets that are not there at that time, as texts that the program takes for them. */
  environment(secrets: readonly string[]): Record<string, string>
}

const none = () => ({})
const placeholder = 'a-placeholder-and-no-secret-of-anyone'

const tools: Partial<Record<Target, VendorTool>> = {
  kong: {
    program: 'deck',
    args: ['file', 'validate', 'kong.yaml'],
    environment: (secrets) => Object.fromEntries(secrets.map((name) => [`DECK_${name}`, placeholder])),
  },
  envoy: {
    program: 'envoy',
    args: ['--mode', 'validate', '-c', 'envoy.yaml'],
    environment: (secrets) => Object.fromEntries(secrets.map((name) => [`${name}_JWKS`, hs256Jwks(placeholder)])),
  },
  aws: { program: 'cfn-lint', args: ['template.yaml'], environment: none },
  'azure-apim': { program: 'bicep', args: ['build', 'main.bicep', '--stdout'], environment: none },
}

/** What a vendor's tool said: fine, refused with its words, or not run and why. */
export type Verdict = { state: 'accepted' | 'refused' | 'skipped'; said: string }

/** Runs the vendor's tool on files that were written to a folder. */
export async function vendorVerdict(target: Target, { secrets }: RenderResult, folder: string): Promise<Verdict> {
  const tool = tools[target]
  if (tool === undefined)
    return { state: 'skipped', said: 'there is no program of the vendor that checks it without a deployment' }
  const env = { ...process.env, ...tool.environment(secrets) }
  const child = spawn(tool.program, tool.args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => {
    child.once('error', () => resolve({ state: 'skipped', said: `${tool.program} is not installed` }))
    child.once('close', (code) =>
      resolve(
        code === 0
          ? { state: 'accepted', said: tool.program }
          : { state: 'refused', said: `${tool.program}: ${output.trim()}` },
      ),
    )
  })
}
