import { expect, it } from 'vitest'
import { keysPage } from './keys-page.js'

it('the page of keys is that of the lists', async () => {
  await expect(keysPage()).toMatchFileSnapshot('../../docs/keys.md')
})
