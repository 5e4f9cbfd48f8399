import { validate } from '@readme/openapi-parser'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { render, type Target } from '../src/index.js'
import { mergePatch } from '../src/render/merge-patch.js'
import { allowed } from './allowed-gaps.js'
import { samples } from './sample-gateways.js'

type Document = Parameters<typeof validate>[0]

/** The OpenAPI documents of a rendering, by path. */
function documents(name: string, target: Target): [string, Document][] {
  const gateway = samples[name]
  if (gateway === undefined) throw new Error(`there is no sample ${name}`)
  const { files } = render(gateway, { target, allow: allowed[target] })
  const found = [...files].filter(([path]) => /^(oas\/.*|openapi(\.template)?)\.(json|yaml)$/.test(path))
  // `{path=**}` is Google's own; parsers take the name of a parameter to the end of the brace.
  return found.map(([path, text]) => [path, parse(text.replaceAll('{path=**}', '{path}')) as Document])
}

const refused = async (document: Document) => !(await validate(document)).valid

const all = Object.keys(samples).flatMap((name) =>
  (['aws', 'azure-apim', 'google', 'tyk'] as const).map((target) => [name, target] as const),
)

describe('documents in OpenAPI [by @readme/openapi-parser]', () => {
  it.each(all)('%s for %s is accepted', async (name, target) => {
    const found = documents(name, target)
    expect(found.length).toBeGreaterThan(0)
    for (const [path, document] of found) {
      const result = await validate(structuredClone(document))
      expect(result.valid || result.errors.map(({ message }) => message), path).toBe(true)
    }
  })

  it.each([
    ['no title', { info: null }],
    ['a version that there is not', { openapi: '9.0.0', swagger: '9.0' }],
    ['an operation without responses', { paths: { '/x': { get: { operationId: 'x' } } } }],
    ['a method that there is not', { paths: { '/x': { fetch: { responses: {} } } } }],
    ['a path without its slash', { paths: { x: {} } }],
  ])('every one is refused with %s', async (_name, mistake) => {
    for (const target of ['aws', 'azure-apim', 'google', 'tyk'] as const) {
      for (const [path, document] of documents('mps', target)) {
        expect(await refused(mergePatch(document, mistake) as Document), `${target} ${path}`).toBe(true)
      }
    }
  })
})
