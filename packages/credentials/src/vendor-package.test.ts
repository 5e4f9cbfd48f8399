import { expect, it } from 'vitest'
import { vendorPackage } from './vendor-package.js'

const missing = 'a-package-that-nobody-has'

it('names the command that installs what is missing', async () => {
  const loaded = vendorPackage('auth=x', [missing, 'another'], () => import(/* @vite-ignore */ missing))
  await expect(loaded).rejects.toMatchObject({
    code: 'invalid-options',
    message: `auth=x: needs packages that are not installed; run: npm install ${missing} another`,
  })
})

it('names the reason when a package is there and cannot be loaded', async () => {
  const loaded = vendorPackage('auth=x', ['broken'], () => Promise.reject(new Error('needs Node 22')))
  await expect(loaded).rejects.toMatchObject({
    code: 'invalid-options',
    message: expect.stringMatching(/broken.*needs Node 22/),
  })
})
