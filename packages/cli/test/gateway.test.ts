import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../src/index.js'

async function cli(...args: string[]) {
  const lines: { out: string[]; err: string[] } = { out: [], err: [] }
  const code = await runCli(['gateway', ...args], {
    environment: {},
    out: (line) => lines.out.push(line),
    err: (line) => lines.err.push(line),
  })
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') }
}

describe('dmt-providers gateway', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dmt-cli-gateway-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('renders a preset into a folder, and names the secrets', async () => {
    const out = join(folder, 'kong')
    const { code, err } = await cli('render', '--preset', 'mps', '--target', 'kong', '--flavor', 'dbless', '--out', out)
    expect(code).toBe(0)
    expect(err).toContain('secrets to provide: MPS_JWT_SECRET')
    expect(await readFile(join(out, 'kong.template.yaml'), 'utf8')).toContain(`secret: \${MPS_JWT_SECRET}`)
  })

  it('refuses what the gateway cannot do, until it is allowed by name', async () => {
    const render = ['render', '--preset', 'mps', '--target', 'azure-apim', '--out', join(folder, 'apim')]
    const refused = await cli(...render)
    expect(refused.code).toBe(4)
    expect(refused.err).toContain('then allow "tcp"')
    await expect(readFile(join(folder, 'apim', 'main.json'))).rejects.toThrow('ENOENT')
    expect(await cli(...render, '--allow', 'tcp, unshared-connections')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^main\.json\nmain\.bicep\n.*\nreport\.md$/s),
    })
  })

  it('reads a file, and tells each mistake in it', async () => {
    const file = join(folder, 'gateway.yaml')
    await writeFile(file, 'preset: console\ncira: 4434\n')
    expect(await cli('route', '--spec', file, '--port', '4434')).toMatchObject({
      code: 0,
      out: 'cira: to console-cira, checked by the service',
    })
    await writeFile(file, 'preset: console\ncria: 4434\nport: 0\n')
    expect(await cli('route', '--spec', file)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/port: .*cria: unknown field/s),
    })
  })

  it('tells what a request meets, and lists the routes', async () => {
    const login = '/mps/login/api/v1/authorize'
    expect((await cli('route', '--preset', 'mps', '--method', 'post', '--path', login)).out).toBe(
      'mps-login: to mps as /api/v1/authorize, open',
    )
    expect((await cli('route', '--preset', 'mps', '--path', `${login}/redirection/x`)).out).toMatch(
      /with a token of mps$/,
    )
    expect(await cli('route', '--preset', 'mps', '--method', 'TRACE', '--path', '/', '--json')).toMatchObject({
      code: 3,
      out: '{"outcome":"not-found"}',
    })
    expect((await cli('route', '--preset', 'console')).out).toMatch(
      /^cira +tcp port 4433 +console-cira +checked by the service$/m,
    )
  })

  it('explains one gateway with its reasons, and all in a table', async () => {
    expect((await cli('explain')).out).toMatch(/^tcp +yes +yes +with help +no +no +with help$/m)
    expect((await cli('explain', '--target', 'google')).out).toMatch(/^cookie-token +no +the proxy reads headers/m)
  })

  it('checks with the vendors’ tools, and says what it skipped and what a gateway cannot do', async () => {
    const { code, out } = await cli('check', '--preset', 'mps')
    expect(code).toBe(0)
    expect(out).toMatch(/^description: \d+ routes, nothing against it$/m)
    expect(out).toMatch(/^kong: (?:accepted: deck|skipped: deck is not installed)$/m)
    expect(out).toMatch(/^tyk: skipped: there is no program/m)
    expect(out).toMatch(/^azure-apim: Azure API Management cannot do tcp/m)
    expect((await cli('check', '--preset', 'mps', '--target', 'google')).code).toBe(4)
  })

  it('has a description with a certificate judged without it, where its variables are not set', async () => {
    const file = join(folder, 'tls.yaml')
    await writeFile(file, 'preset: mps\ntls: { certificate: { env: TLS_CERT }, key: { env: TLS_KEY } }\n')
    const { code, out } = await cli('check', '--spec', file, '--target', 'envoy')
    expect(code).toBe(0)
    expect(out).toMatch(/^envoy: (?:accepted: envoy, without the certificate, .*|skipped: envoy is not installed)$/m)
  })

  it('lists its commands where none is named', async () => {
    const { code, out } = await cli('--preset', 'mps')
    expect(code).toBe(2)
    expect(out).toMatch(/^ {2}gateway render +writes/m)
  })

  it.each([
    [['render', '--preset', 'mps', '--target', 'kong'], '--out: give the folder'],
    [['render', '--preset', 'mps', '--target', 'apache', '--out', 'x'], 'target: must be one of kong'],
    [['render', '--preset', 'mps', '--target', 'envoy', '--flavor', 'deck', '--out', 'x'], 'flavor: unknown field'],
    [['render', '--preset', 'mps', '--target', 'envoy', '--keys-seconds', '0', '--out', 'x'], 'keysSeconds: must be'],
    [['route'], '--preset and --spec: give one of them'],
    [['route', '--preset', 'mpss'], 'preset: must be mps or console'],
    [['route', '--spec', 'not-there.yaml'], 'not-there.yaml cannot be read (ENOENT)'],
    [['explain', '--target', 'apache'], 'there is no apache'],
    [['rende'], 'gateway rende: unknown command (did you mean gateway render?)'],
  ])('refuses %j with code 2', async (args, said) => {
    const { code, err } = await cli(...args)
    expect(code).toBe(2)
    expect(err).toContain(said)
  })
})
