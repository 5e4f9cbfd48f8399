import { createRequire } from 'node:module'
import { openapiV2 } from 'openapi-schemas'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { render } from '../src/index.js'
import { mergePatch } from '../src/render/merge-patch.js'
import { allowed } from './allowed-gaps.js'
import { samples } from './sample-gateways.js'

// Its declarations name a default export that Node's interpretation of CommonJS does not give.
const require = createRequire(import.meta.url)
const { default: AjvDraft04 }: typeof import('ajv-draft-04') = require('ajv-draft-04')
const validate = new AjvDraft04({ strict: false, validateFormats: false }).compile(openapiV2)

describe('the description for Google Cloud Endpoints', () => {
  it.each(Object.entries(samples))('%s is OpenAPI 2.0 by its schema', (_name, gateway) => {
    const { files } = render(gateway, { target: 'google', allow: allowed.google })
    const description: unknown = parse(files.get('openapi.yaml') ?? '')
    expect(validate(description), JSON.stringify(validate.errors)).toBe(true)
    for (const spoiled of [
      { paths: { '/healthz': { get: { responses: null } } } },
      { swagger: '3.0' },
      { schemse: [] },
    ]) {
      expect(validate(mergePatch(description, spoiled)), JSON.stringify(spoiled)).toBe(false)
    }
  })
})
