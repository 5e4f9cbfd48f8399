import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { requiredServers } from '../../../tooling/servers/required-servers.js'
import { runCommand } from '../../../tooling/servers/run-command.js'
import { isMissing, type MissingServer } from '../../../tooling/servers/server.js'
import { render } from '../src/index.js'
import { mergePatch } from '../src/render/merge-patch.js'
import { samples } from './sample-gateways.js'

const require = createRequire(import.meta.url)
const { default: AjvDraft04 }: typeof import('ajv-draft-04') = require('ajv-draft-04')
const module = 'github.com/kong/go-database-reconciler@v1.39.0'

/** The schema by which decK reads its files, from the Go module that has it. */
async function schemaOfDeck(): Promise<{ schema: object } | MissingServer> {
  const folder = await mkdtemp(join(tmpdir(), 'dmt-deck-'))
  try {
    const { Dir } = JSON.parse(await runCommand('go', ['mod', 'download', '-json', module], { cwd: folder })) as {
      Dir: string
    }
    return { schema: JSON.parse(await readFile(join(Dir, 'pkg/file/kong_json_schema.json'), 'utf8')) as object }
  } catch (error) {
    const missing = `${module}: ${error instanceof Error ? error.message : String(error)}`
    if (requiredServers(['deck-schema']).includes('deck-schema')) throw new Error(missing)
    return { missing }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const found = await schemaOfDeck()
const missing = isMissing(found)

describe.skipIf(missing)(
  `what decK reads ${missing ? `[no schema: ${found.missing}]` : '[on decK’s schema 1.39.0]'}`,
  () => {
    const validate = new AjvDraft04({ strict: false, validateFormats: false }).compile(missing ? {} : found.schema)
    const document = (gateway: (typeof samples)[string]): unknown =>
      parse(render(gateway, { target: 'kong' }).files.get('kong.yaml') ?? '')

    it.each(Object.entries(samples))('%s is accepted', (_name, gateway) => {
      expect(validate(document(gateway)), JSON.stringify(validate.errors)).toBe(true)
    })

    it.each([
      ['an unknown key', { servicess: [] }],
      ['a wrong type', { services: [{ name: 'x', port: 'eighty' }] }],
      ['keys outside of their consumer', { jwt_secrets: [{ key: 'x', secret: 'y' }] }],
    ])('%s is refused', (_name, mistake) => {
      const gateway = samples.mps
      if (gateway === undefined) throw new Error('there is no sample mps')
      expect(validate(mergePatch(document(gateway), mistake))).toBe(false)
    })
  },
)
