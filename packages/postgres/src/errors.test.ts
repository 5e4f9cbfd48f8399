import { notApplied } from '@dmt-providers/sql'
import { describe, expect, it } from 'vitest'
import { classifyPostgresError } from './errors.js'

const native = (code: string, message = 'refused') => Object.assign(new Error(message), { code })

describe('classifyPostgresError', () => {
  it.each([
    ['22001', 'invalid-argument', 'a text that is too long'],
    ['22P02', 'invalid-argument', 'a text that is no value of the type'],
    ['22021', 'invalid-argument', 'a character that the encoding lacks'],
    ['23502', 'invalid-argument', 'null where a value must be'],
    ['23503', 'conflict', 'a row that does not exist'],
    ['25006', 'unavailable', 'a standby that only reads'],
    ['28000', 'unauthenticated', 'a role that may not log in'],
    ['28P01', 'unauthenticated', 'a wrong password'],
    ['3D000', 'invalid-options', 'an unknown database'],
    ['40001', 'unavailable', 'a serialisation failure'],
    ['40P01', 'unavailable', 'a deadlock'],
    ['42501', 'permission-denied', 'a missing right'],
    ['53300', 'limit-exceeded', 'too many connections'],
    ['53100', 'limit-exceeded', 'a full disk'],
    ['54000', 'limit-exceeded', 'a limit of the program'],
    ['57014', 'timeout', 'a cancelled statement'],
    ['57P01', 'unavailable', 'a shutdown'],
    ['57P03', 'unavailable', 'a server that starts'],
    ['08006', 'unavailable', 'a lost connection'],
    ['ECONNREFUSED', 'unavailable', 'nothing that listens'],
  ])('reads %s as %s: %s', (state, code) => {
    expect(classifyPostgresError(native(state))).toMatchObject({ code, nativeCode: state })
  })

  it.each([
    ['25006', true, false],
    ['40001', true, true],
    ['40P01', true, true],
    ['53300', true, false],
    ['55P03', false, true],
    ['57014', false, true],
    ['57P01', false, false],
    ['57P03', true, false],
    ['ECONNRESET', false, false],
  ])(
    'knows of %s whether a write is without effect (%s) and whether the server told it (%s)',
    (state, without, told) => {
      const { notApplied = false, answered = false } = classifyPostgresError(native(state)) ?? {}
      expect([notApplied, answered]).toEqual([without, told])
    },
  )

  it('takes the word of who knows that nothing was sent', () => {
    const error = native('ECONNRESET')
    expect(notApplied(error)).toBe(error)
    expect(classifyPostgresError(error)).toMatchObject({ code: 'unavailable', notApplied: true })
  })

  it('tells a duplicate from a missing reference', () => {
    expect(classifyPostgresError(native('23505'))?.reason).toBe('duplicate')
    expect(classifyPostgresError(native('23503'))?.reason).toBeUndefined()
  })

  it.each([
    ['timeout exceeded when trying to connect', 'limit-exceeded'],
    ['Query read timeout', 'timeout'],
    ['Connection terminated unexpectedly', 'unavailable'],
    ['Connection terminated due to connection timeout', 'unavailable'],
    ['Client has encountered a connection error and is not queryable', 'unavailable'],
    ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', 'unauthenticated'],
    ['The server does not support SSL connections', 'unavailable'],
  ])('reads the client’s own words “%s” as %s', (message, code) => {
    expect(classifyPostgresError(new Error(message))?.code).toBe(code)
  })

  it('takes a file of certificates that does not open for a wrong option', () => {
    const error = Object.assign(native('ENOENT'), { syscall: 'open' })
    expect(classifyPostgresError(error)).toMatchObject({ code: 'invalid-options', nativeCode: 'ENOENT' })
  })

  it.each([
    ['an unknown state', native('XX000')],
    ['an unknown message', new Error('something')],
    ['no error', 'text'],
    ['nothing', null],
  ])('leaves %s to the caller', (_, error) => {
    expect(classifyPostgresError(error)).toBeUndefined()
  })
})
