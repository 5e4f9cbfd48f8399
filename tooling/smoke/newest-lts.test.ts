import { expect, it } from 'vitest'
import { evenLines } from './newest-lts.js'

it('lists the even lines, the newest first, without what has only previews', () => {
  expect(evenLines(['20.1.0', '21.0.0', '22.3.0', '22.4.0', '9.9.9', '28.0.0-rc.1'])).toEqual([22, 20])
})
