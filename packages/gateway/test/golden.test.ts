import { describe, expect, it } from 'vitest'
import { render, targets } from '../src/index.js'
import { allowed } from './allowed-gaps.js'
import { samples } from './sample-gateways.js'

describe.each(Object.keys(samples))('%s', (name) => {
  it.each([...targets])('is rendered for %s as its golden files say', async (target) => {
    const gateway = samples[name]
    if (gateway === undefined) throw new Error(`${name} is no sample`)
    const { files } = render(gateway, { target, allow: allowed[target] })
    for (const [file, text] of files) await expect(text).toMatchFileSnapshot(`golden/${name}/${target}/${file}`)
    expect(render(gateway, { target, allow: allowed[target] }).files).toEqual(files)
  })
})
