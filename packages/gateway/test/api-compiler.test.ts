import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { isMissing } from '../../../tooling/servers/server.js'
import { render } from '../src/index.js'
import { mergePatch } from '../src/render/merge-patch.js'
import { allowed } from './allowed-gaps.js'
import { apiCompiler } from './planes/api-compiler.js'
import { samples } from './sample-gateways.js'

interface Service {
  http: { rules: Record<string, string>[] }
  authentication: {
    providers?: { id: string; issuer: string }[]
    rules: { selector: string; requirements?: unknown[] }[]
  }
}

const compiler = await apiCompiler()
const missing = isMissing(compiler)

const documentOf = (name: string) => {
  const gateway = samples[name]
  if (gateway === undefined) throw new Error(`there is no sample ${name}`)
  return render(gateway, { target: 'google', allow: allowed.google }).files.get('openapi.yaml') ?? ''
}

/** Every path and method, as `GET /x`. */
const ofDocument = (text: string) =>
  Object.entries((parse(text) as { paths: Record<string, object> }).paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  )

const ofService = ({ http }: Service) =>
  http.rules.map(({ selector: _selector, body: _body, custom, ...rule }) => {
    const { kind, path } = Object.assign({ kind: '', path: '' }, custom)
    const [method, plain] = Object.entries(rule)[0] ?? [kind, path]
    return `${method.toUpperCase()} ${plain}`
  })

describe.skipIf(missing)(
  `a service of Google ${missing ? `[no compiler: ${compiler.missing}]` : `[by api-compiler ${compiler.version}]`}`,
  () => {
    it.each(Object.keys(samples))(
      '%s is compiled, with every route and its guard',
      { timeout: 180_000 },
      async (name) => {
        if (missing) return
        const document = documentOf(name)
        const service = (await compiler.compile(document)) as Service
        expect(ofService(service).sort()).toEqual(ofDocument(document).sort())
        const guarded = document.split('\n').filter((line) => /^ +- \w+: \[\]$/.test(line)).length
        expect(service.authentication.rules.filter(({ requirements = [] }) => requirements.length > 0)).toHaveLength(
          guarded,
        )
      },
    )

    it.each([
      ['no version', { swagger: null }],
      ['an operation without responses', { paths: { '/healthz': { get: { responses: null } } } }],
      ['two operations of one name', { paths: { '/healthz': { get: { operationId: 'console_get' } } } }],
      [
        'a parameter of a path that is no text',
        { paths: { '/api/{path=**}': { get: { parameters: [{ in: 'path' }] } } } },
      ],
    ])('refuses %s', { timeout: 180_000 }, async (_name, mistake) => {
      if (missing) return
      const spoiled = stringify(mergePatch(parse(documentOf('console')), mistake))
      await expect(compiler.compile(spoiled)).rejects.toThrow(/refused|ended with/)
    })
  },
)
