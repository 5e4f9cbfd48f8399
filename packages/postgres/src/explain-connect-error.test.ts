import { describe, expect, it } from 'vitest'
import { explainConnectError } from './explain-connect-error.js'

const native = (code: string, message: string) => Object.assign(new Error(message), { code })

const explained = (error: Error, auth: 'password' | 'entra' | 'rds-iam' = 'password') =>
  explainConnectError(error, { auth })

describe('explainConnectError', () => {
  it.each([
    ['SASL authentication failed', 'unauthenticated', false, 'the user or the password'],
    ['no such user', 'unauthenticated', false, 'the user or the password'],
    ['too many connections for role "mps"', 'limit-exceeded', true, 'no connection left'],
    ['no more connections allowed (max_client_conn)', 'limit-exceeded', true, 'no connection left'],
    ['database "mpsdb" does not exist', 'invalid-options', false, 'no such database'],
    ['unsupported startup parameter: statement_timeout', 'invalid-options', false, 'preparedStatements=false'],
  ])('reads what PgBouncer says with its one code: %s', (message, code, retryable, text) => {
    const told = { code, retryable, notApplied: true, nativeCode: '08P01', message: expect.stringContaining(text) }
    expect(explained(native('08P01', message))).toMatchObject(told)
  })

  it.each([
    ['entra', 'a role of Microsoft Entra ID'],
    ['rds-iam', 'granted rds_iam'],
  ] as const)('says of a token of %s what the server wants', (auth, text) => {
    const refused = explained(native('28P01', 'password authentication failed for user "mps"'), auth)
    expect(refused).toMatchObject({ code: 'unauthenticated', message: expect.stringContaining(text) })
  })

  it.each([
    ['a wrong password', native('28P01', 'password authentication failed for user "mps"')],
    ['a lost connection', native('08006', 'no such user')],
    ['a port on which nobody listens', native('ECONNREFUSED', 'connect ECONNREFUSED')],
  ])('leaves %s to the table of errors', (_, error) => {
    expect(explained(error)).toBe(error)
  })
})
