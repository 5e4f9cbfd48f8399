import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../../../tooling/servers/run-command.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { render } from '../src/index.js'
import { allowed } from './allowed-gaps.js'
import { pythonProgram } from './planes/python-program.js'
import { type BicepNode, bicepResources } from './read-back/bicep-resources.js'
import { samples } from './sample-gateways.js'

// Bicep's compiler is in none of the registries; its grammar is, so the file is parsed and read by what it declares.
const python = await pythonProgram('python', 'tree-sitter-bicep', '1.1.0', 'core')
const missing = isMissing(python)

const program = `
import json, sys, tree_sitter, tree_sitter_bicep
source = open(sys.argv[1], 'rb').read()
root = tree_sitter.Parser(tree_sitter.Language(tree_sitter_bicep.language())).parse(source).root_node
if root.has_error: sys.exit('error: not Bicep')
tree = lambda node: { 'type': node.type, 'text': node.text.decode(), 'children': [tree(one) for one in node.named_children] }
print(json.dumps(tree(root)))
`

async function parse(text: string): Promise<BicepNode> {
  if (missing) throw new Error('unreachable without a parser')
  const folder = await mkdtemp(join(tmpdir(), 'dmt-bicep-'))
  const path = join(folder, 'main.bicep')
  await writeFile(path, text)
  const done = runCommand(python.path, ['-c', program, path]).finally(() => rm(folder, { recursive: true }))
  return JSON.parse(await done) as BicepNode
}

interface ArmResource {
  type: string
  name: string
  properties: Record<string, unknown>
}

/** The resources of the ARM template, named as the Bicep file names them. */
const armResources = (text: string) =>
  (JSON.parse(text) as { resources: ArmResource[] }).resources.map(({ type, name, properties }) => ({
    type,
    name: /, '\/(.+)'\)\]$/.exec(name)?.[1] ?? name,
    properties: 'keyVault' in properties ? { ...properties, keyVault: 'a parameter' } : properties,
  }))

const bicepOf = (resources: ReturnType<typeof bicepResources>) =>
  resources.map(({ properties, ...rest }) => ({
    ...rest,
    properties: Object.assign({}, properties, 'keyVault' in Object(properties) ? { keyVault: 'a parameter' } : {}),
  }))

const byName = (one: { type: string; name: string }, other: { type: string; name: string }) =>
  `${one.type} ${one.name}` < `${other.type} ${other.name}` ? -1 : 1

describe.skipIf(missing)(
  `Bicep ${missing ? `[no parser: ${python.missing}]` : `[by its grammar ${python.version}]`}`,
  () => {
    it.each(Object.entries(samples))('%s declares what the ARM template does', async (_name, gateway) => {
      const { files } = render(gateway, { target: 'azure-apim', allow: allowed['azure-apim'] })
      const declared = bicepResources(await parse(files.get('main.bicep') ?? ''), files)
      expect(bicepOf(declared).sort(byName)).toEqual(armResources(files.get('main.json') ?? '').sort(byName))
    })

    it.each([
      ['a bracket that is not closed', (text: string) => text.replace(']\n', '\n')],
      ['a key without a value', (text: string) => text.replace("path: ''", 'path:')],
      ['a symbol that is not declared', (text: string) => text.replace('parent: rest\n', 'parent: rset\n')],
      ['a policy that is not there', (text: string) => text.replace('policies/api.xml', 'policies/none.xml')],
    ])('refuses %s', async (_name, spoil) => {
      const gateway = samples.mps
      if (gateway === undefined) throw new Error('there is no sample mps')
      const { files } = render(gateway, { target: 'azure-apim', allow: allowed['azure-apim'] })
      const read = async () => bicepResources(await parse(spoil(files.get('main.bicep') ?? '')), files)
      await expect(read()).rejects.toThrow(/not Bicep|is not declared|nothing that is there/)
    })
  },
)
