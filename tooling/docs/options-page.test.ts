import { expect, it } from 'vitest'
import { optionsPage } from './options-page.js'

it('the page of options is that of the schemas', async () => {
  await expect(optionsPage()).toMatchFileSnapshot('../../docs/options.md')
})
