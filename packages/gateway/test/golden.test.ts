import { describe, expect, it } from 'vitest'
import { type Capability, render, type Target, targets } from '../src/index.js'
import { samples } from './sample-gateways.js'

/** What a target is allowed to leave out of the samples, and nothing else. */
const allowed: Partial<Record<Target, Capability[]>> = {}

describe.each(Object.keys(samples))('%s', (name) => {
  it.each([...targets])('is rendered for %s as its golden files say', async (target) => {
    const gateway = samples[name]
    if (gateway === undefined) throw new Error(`${name} is no sample`)
    const { files } = render(gateway, { target, allow: allowed[target] ?? [] })
    for (const [file, text] of files) await expect(text).toMatchFileSnapshot(`golden/${name}/${target}/${file}`)
    expect(render(gateway, { target, allow: allowed[target] ?? [] }).files).toEqual(files)
  })
})
