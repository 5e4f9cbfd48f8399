import { describe, expect, it } from 'vitest'
import { rcDocument } from './rc-document.js'

describe('rcDocument', () => {
  it('reads JSON with comments, and leaves what looks like one in a text', () => {
    const text = '// one\n{ /* two */ "web_port": 3000, "url": "http://host//x", // three\n "a": {"b": [1, "/*"]} }\n'
    expect(rcDocument(text, 'x')).toEqual({ web_port: 3000, url: 'http://host//x', a: { b: [1, '/*'] } })
  })

  it('keeps a key that means the prototype, for a check to refuse it', () => {
    expect(Object.keys(rcDocument('{ "__proto__": { "a": 1 } } // x', 'x'))).toEqual(['__proto__'])
  })

  it('takes an empty file as an empty document', () => expect(rcDocument(' \n', 'x')).toEqual({}))

  it.each([
    [
      'INI',
      'jwt_secret = hush\n[mps_tls_config]\nkey = x',
      'MPS_CONFIG: a.ini looks like INI; write the same keys as JSON',
    ],
    ['INI with a comment', '; hush\nweb_port = 1', 'looks like INI'],
    ['a list', '["hush"]', 'no object of keys'],
    ['a comma too many', '{\n"a": "hush",\n}', 'in line 3'],
    ['a broken text', '{"a": "hush', 'in line 1'],
    ['something behind it', '{} hush', 'in line 1'],
  ])('refuses %s, without its text', (_, text, said) => {
    const read = () => rcDocument(text, 'MPS_CONFIG: a.ini')
    expect(read).toThrow(expect.objectContaining({ code: 'invalid-options', message: expect.stringContaining(said) }))
    expect(read).not.toThrow('hush')
  })
})
