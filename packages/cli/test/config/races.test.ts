import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { builtProgram, endOf } from '../built-cli.js'
import { type ConfigPlace, configPlace } from './config-place.js'
import { onEveryStore } from './every-store.js'
import { documentOf, seeded, shared } from './seeded.js'

const writers = Array.from({ length: 6 }, (_, at) => at)

await onEveryStore('commands at the same moment', (open) => {
  it('seed once: the others say who did, and end well', async () => {
    const place = await open()
    const files = await Promise.all(writers.map((at) => place.file({ common_name: `mps-${at}` })))
    const runs = await Promise.all(files.map((file) => place.mps(['seed', '--file', file])))
    expect(runs.map(({ code, err }) => [code, err])).toEqual(writers.map(() => [0, '']))
    const winners = writers.filter((at) => runs[at]?.out.includes('seeded with 1 keys'))
    expect(winners).toHaveLength(1)
    expect(runs.filter(({ out }) => out.includes('is there already'))).toHaveLength(writers.length - 1)
    expect(await documentOf(place)).toEqual({ common_name: `mps-${winners[0]}` })
  })

  it('change one document each, and none is lost', async () => {
    const place = await seeded(await open())
    const runs = await Promise.all(writers.map((at) => place.mps(['set', `next_${at}`, `${at}`, '--allow-unknown'])))
    expect(runs.map(({ code }) => code)).toEqual(writers.map(() => 0))
    expect(await documentOf(place)).toEqual({
      ...shared,
      ...Object.fromEntries(writers.map((at) => [`next_${at}`, at])),
    })
    expect(JSON.parse((await place.mps(['history', '--json'])).out)).toHaveLength(writers.length + 1)
  })
})

describe('processes at the same moment', () => {
  const program = builtProgram('config/config-program.ts', 'cli')
  const start = ({ variables }: ConfigPlace, args: readonly string[]) => {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...variables }
    const child = spawn(process.execPath, [program(), 'config', ...args, '--service', 'mps'], { env })
    child.stdin.end('canary-input')
    return endOf(child)
  }

  it('seed once, and one secret for all', { timeout: 60_000 }, async () => {
    const place = await configPlace()
    const file = await place.file({ common_name: 'mps', jwt_secret: 'canary-1', web_port: 3000 })
    const runs = await Promise.all(
      writers.map(() => start(place, ['seed', '--file', file, '--leave-out', '--secret-path', 'mps'])),
    )
    expect(runs.map(({ code }) => code)).toEqual(writers.map(() => 0))
    expect(runs.filter(({ out }) => out.includes('seeded with 2 keys'))).toHaveLength(1)
    expect((await (await place.secrets()).get('mps'))?.data).toEqual({ jwt_secret: 'canary-1' })
    expect(JSON.parse((await place.mps(['history', '--json'])).out)).toHaveLength(1)
    for (const { out, err } of runs) expect(out + err).not.toContain('canary')
  })

  it('with other secrets than the one who wins change nothing of its', { timeout: 60_000 }, async () => {
    const place = await configPlace()
    const files = await Promise.all(
      writers.map((at) => place.file({ common_name: `mps-${at}`, jwt_secret: `canary-${at}` })),
    )
    const runs = await Promise.all(files.map((file) => start(place, ['seed', '--file', file, '--secret-path', 'mps'])))
    const winner = writers.filter((at) => runs[at]?.out.includes('seeded with 2 keys'))
    expect(winner).toHaveLength(1)
    // Who finds the secret before the document is there is refused; whoever comes later is told who seeded.
    for (const { code, out, err } of runs) {
      expect(out + err).toMatch(/seeded with|is there already|name another path/)
      expect([0, 4]).toContain(code)
    }
    expect((await (await place.secrets()).get('mps'))?.data).toEqual({ jwt_secret: `canary-${winner[0]}` })
    expect(await documentOf(place)).toMatchObject({ common_name: `mps-${winner[0]}` })
  })

  it('set a key each, one of them a secret, and none is lost', { timeout: 60_000 }, async () => {
    const place = await seeded(await configPlace())
    const keys = ['country', 'organization', 'mqtt_address', 'jwt_issuer', 'mps_tls_config.minVersion']
    const sets = keys.map((key) => start(place, ['set', key, key.includes('.') ? 'TLSv1.3' : key]))
    const runs = await Promise.all([...sets, start(place, ['set', 'jwt_secret', '--secret-path', 'mps'])])
    expect(runs.map(({ code, err }) => [code, err])).toEqual(runs.map(() => [0, '']))
    expect(await documentOf(place)).toEqual({
      ...shared,
      ...Object.fromEntries(keys.slice(0, 4).map((key) => [key, key])),
      mps_tls_config: { ...shared.mps_tls_config, minVersion: 'TLSv1.3' },
      jwt_secret: { $secret: 'mps#jwt_secret' },
    })
    expect((await (await place.secrets()).get('mps'))?.data).toEqual({ jwt_secret: 'canary-input' })
  })

  it('watch until they are interrupted, with code 130', { timeout: 60_000 }, async () => {
    const place = await seeded(await configPlace())
    const env = { PATH: process.env.PATH, ...place.variables }
    const child = spawn(process.execPath, [program(), 'config', 'watch', '--service', 'mps'], { env })
    const ended = endOf(child)
    child.stdout.once('data', () => child.kill('SIGINT'))
    expect(await ended).toMatchObject({ code: 130, out: expect.stringMatching(/version \S+, 4 keys\n$/), err: '' })
  })
})
