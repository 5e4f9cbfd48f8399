import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { adapterKeys } from './adapter-keys.js'

interface Documented {
  readonly variable: string
  readonly secret: boolean
}

/** The variables of the stores that a service uses; configuration stores are not configured by what they hold. */
async function documentedVariables(): Promise<Documented[]> {
  const page = await readFile(new URL('../../../../docs/options.md', import.meta.url), 'utf8')
  const sections = page.split('\n## ').filter((section) => !/^(etcd|zookeeper|file|consul)\n/.test(section))
  const rows = sections.flatMap((section) => section.match(/^\|.*`DMT_\w+` \|$/gm) ?? [])
  return rows.map((row) => ({
    variable: /`(DMT_\w+)` \|$/.exec(row)?.[1] ?? '',
    secret: row.includes('(never printed)'),
  }))
}

const find = (variable: string) => adapterKeys.find((key) => key.variable === variable)

it('every variable of a documented option is known, and is a secret where it is never printed', async () => {
  const documented = await documentedVariables()
  expect(documented.length).toBeGreaterThan(10)
  for (const { variable, secret } of documented)
    expect([variable, find(variable)?.scope]).toEqual([variable, secret ? 'secret' : 'shared'])
})

it('a variable that is a secret may name a file instead, which is none', () => {
  const secrets = adapterKeys.filter(({ scope, variable }) => scope === 'secret' && variable !== undefined)
  expect(secrets.length).toBeGreaterThan(3)
  for (const { variable } of secrets) expect([variable, find(`${variable}_FILE`)?.scope]).toEqual([variable, 'shared'])
})
