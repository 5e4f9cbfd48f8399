import { describe, expect, it } from 'vitest'
import { keepsConnection } from './keeps-connection.js'

const told = (code: string, severity = 'ERROR') => Object.assign(new Error('refused'), { code, severity })

describe('keepsConnection', () => {
  it.each(['23505', '57014', '40P01'])('is true for %s, which the server answers to a statement', (code) => {
    expect(keepsConnection(told(code))).toBe(true)
  })

  it.each([
    ['a shutdown', told('57P01', 'FATAL')],
    ['a crash of another process', told('57P02', 'WARNING')],
    ['a transaction that was idle for too long', told('25P03', 'FATAL')],
    ['a server that only reads', told('25006')],
    ['a broken connection', Object.assign(new Error('read'), { code: 'ECONNRESET' })],
    ['no error', undefined],
  ])('is false for %s', (_, error) => {
    expect(keepsConnection(error)).toBe(false)
  })
})
