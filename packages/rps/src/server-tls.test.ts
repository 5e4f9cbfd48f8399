import { Settings } from '@dmt-providers/host'
import { expect, it } from 'vitest'
import { withServerTls } from './server-tls.js'

const url = 'postgres://rps:p%40ss@database:5432/rpsdb'
const adapt = (config: Readonly<Record<string, unknown>>, text = url) =>
  withServerTls(text, new Settings('RPS', config))

it('verifies the server by the authorities that RPS was given', () => {
  expect(adapt({ postgres_ssl_ca: '/ca.pem' })).toBe(`${url}?sslrootcert=%2Fca.pem&sslmode=verify-full`)
})

it('hands on the client certificate and its key', () => {
  expect(adapt({ postgres_ssl_cert: '/c.pem', postgres_ssl_key: '/k.pem' })).toBe(
    `${url}?sslcert=%2Fc.pem&sslkey=%2Fk.pem&sslmode=verify-full`,
  )
})

it('gives verification up only where RPS was told so', () => {
  const config = { postgres_ssl_ca: '/ca.pem', postgres_ssl_reject_unauthorized: false }
  expect(adapt(config)).toBe(`${url}?sslrootcert=%2Fca.pem&sslmode=no-verify`)
})

it('leaves what the URL says itself', () => {
  const own = `${url}?sslmode=verify-ca&sslrootcert=/own.pem`
  expect(adapt({ postgres_ssl_ca: '/ca.pem' }, own)).toBe(own)
})

it('changes nothing without the settings, nor for another database', () => {
  expect(adapt({ postgres_ssl_ca: ' ', postgres_ssl_reject_unauthorized: true })).toBe(url)
  expect(adapt({ postgres_ssl_ca: '/ca.pem' }, 'pglite:./folder')).toBe('pglite:./folder')
})
