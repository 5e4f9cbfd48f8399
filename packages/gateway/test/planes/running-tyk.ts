import { randomBytes } from 'node:crypto'
import { chown, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { freePort } from '../../../../tooling/servers/free-port.js'
import { listens } from '../../../../tooling/servers/listens.js'
import { type ServerFolder, serverFolder } from '../../../../tooling/servers/server-folder.js'
import { ServerProcess } from '../../../../tooling/servers/server-process.js'
import { until } from '../../../../tooling/servers/until.js'
import { type Gateway, render } from '../../src/index.js'
import { mergePatch } from '../../src/render/merge-patch.js'
import type { Given, Serving } from './data-plane.js'

/**
 * Deploys the rendering to a Tyk of its own as `docs/gateway-tyk.md` says: settings merged, policies and definitions
 * of TCP as files, every API by the interface that operators use, and a reload that is waited for.
 */
export async function runTyk(program: string, redis: string, gateway: Gateway, { secrets }: Given): Promise<Serving> {
  const folder = await serverFolder('tyk', 'nobody')
  const servers: ServerProcess[] = []
  const stop = async () => {
    for (const one of servers.toReversed()) await one.end('SIGTERM')
    await folder.remove()
  }
  try {
    const files = render(gateway, { target: 'tyk' }).files
    const [secret, redisPort] = [randomBytes(16).toString('hex'), await freePort()]
    const settings = await writeFiles(folder, files, base(program, folder.path, secret, redisPort))
    const store = ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--dir', folder.path]
    servers.push(await ServerProcess.start(folder, redis, store))
    await until('redis listens', 10_000, () => whenTrue(listens(redisPort)))
    const tyk = await ServerProcess.start(folder, program, ['--conf', settings])
    servers.push(tyk)
    await load(`http://127.0.0.1:${gateway.port}`, secret, documents(files, secrets), tyk)
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}

/** Writes the settings, the policies and the definitions of TCP, and answers the path of the settings. */
async function writeFiles(folder: ServerFolder, files: ReadonlyMap<string, string>, own: object): Promise<string> {
  const apps = join(folder.path, 'apps')
  await mkdir(apps)
  if (folder.user !== undefined) await chown(apps, folder.user.uid, folder.user.gid)
  for (const [path, text] of files) if (path.startsWith('apps/')) await folder.write(path, text)
  const policies = await folder.write('policies.json', files.get('policies.json') ?? '')
  const merged = mergePatch(own, JSON.parse(files.get('tyk.partial.json') ?? '{}'))
  return folder.write('tyk.conf', JSON.stringify(mergePatch(merged, { policies: { policy_record_name: policies } })))
}

const whenTrue = async (look: Promise<boolean>) => ((await look) ? true : undefined)

/** What an installation has before the rendered settings are merged in. Its templates lie beside the program. */
const base = (program: string, folder: string, secret: string, redisPort: number) => ({
  listen_address: '127.0.0.1',
  secret,
  app_path: join(folder, 'apps'),
  template_path: join(dirname(program), 'templates'),
  use_db_app_configs: false,
  enable_analytics: false,
  storage: { type: 'redis', host: '127.0.0.1', port: redisPort },
  hash_keys: true,
})

/** The documents of the APIs, with the keys put in where `envsubst` does so for an operator. */
const documents = (files: ReadonlyMap<string, string>, secrets: Record<string, string>): string[] =>
  [...files]
    .filter(([path]) => path.startsWith('oas/'))
    .map(([, text]) =>
      Object.entries(secrets).reduce(
        (filled, [name, key]) => filled.replaceAll(`\${${name}_BASE64}`, Buffer.from(key).toString('base64')),
        text,
      ),
    )

async function load(url: string, secret: string, apis: string[], tyk: ServerProcess): Promise<void> {
  const headers = { 'x-tyk-authorization': secret, 'Content-Type': 'application/json' }
  const expectOk = async (what: string, response: Response) => {
    if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()} | ${tyk.log.slice(-800)}`)
    return true
  }
  await until('tyk answers', 30_000, async () => {
    if (tyk.ended) throw new Error(`tyk ended: ${tyk.log}`)
    return expectOk('hello', await fetch(`${url}/hello`))
  })
  for (const body of apis)
    await expectOk('an API', await fetch(`${url}/tyk/apis/oas`, { method: 'POST', headers, body }))
  await expectOk('reload', await fetch(`${url}/tyk/reload?block=true`, { headers }))
}
