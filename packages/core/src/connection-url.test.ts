import { describe, expect, it } from 'vitest'
import { ConnectionUrl } from './connection-url.js'

const parse = (text: string) => ConnectionUrl.parse(text, 'storage url')

describe('A connection URL', () => {
  it.each([
    ['postgres://u@h/d', 'postgres'],
    ['PGlite:./folder', 'pglite'],
    ['envelope+file:./x?key=env:K', 'envelope+file'],
    ['Server=h;Database=d', 'ado'],
    ['Encrypt=true; Data Source = tcp:h,1433', 'ado'],
    ['Network Address=h;Database=d', 'ado'],
    ['Driver={ODBC Driver 18 for SQL Server};Server=tcp:h,1433;PWD=a:b', 'ado'],
    ['sqlserver://h:1433;databaseName=d', 'sqlserver'],
    ['envelope+ado:Server=h;Database=d?key=env:K', 'envelope+ado'],
  ])('%s has the scheme %s', (text, scheme) => {
    expect(parse(text)).toMatchObject({ scheme })
    expect(parse(text).expose()).toBe(text)
  })

  it.each(['', 'hunter2', '//h/d', '5432:x', 'Password=hunter2'])('is refused without scheme: %j', (text) => {
    const error = catchError(() => parse(text))
    expect(error).toMatchObject({ code: 'invalid-options' })
    expect(String(error)).toContain('storage url')
    expect(String(error)).not.toContain('hunter2')
  })

  it('is read without what Java writes before it', () => {
    const url = parse('jdbc:sqlserver://h:1433;databaseName=d')
    expect([url.scheme, url.expose()]).toEqual(['sqlserver', 'sqlserver://h:1433;databaseName=d'])
  })

  it('is the same text under another scheme', () => {
    expect(parse('envelope+postgres://u:p@h/d?x=%20').withScheme('postgres').expose()).toBe('postgres://u:p@h/d?x=%20')
  })

  it.each([
    ['a:b?key=1', 'a:b', ['1']],
    ['a:b?key=1&x=%7e+~&y', 'a:b?x=%7e+~&y', ['1']],
    ['a:b?x=A%20+&key=1&y=&key=a%26b+c', 'a:b?x=A%20+&y=', ['1', 'a&b c']],
    ['a:b?k%65y=1', 'a:b', ['1']],
    ['a:b?keys=1&xkey=2', 'a:b?keys=1&xkey=2', []],
    ['a:b', 'a:b', []],
    ['Server=h?;Password=x?key=1', 'Server=h?;Password=x?key=1', []],
  ])('%s without its key is %s, and the rest stays as written', (text, rest, values) => {
    const taken = parse(text).take('key')
    expect([taken.url.expose(), taken.values]).toEqual([rest, values])
  })

  it.each([
    [
      'postgres://u:p@one:1,two,[::1]:3/d?x=1',
      [
        ['one', 1],
        ['two', undefined],
        ['::1', 3],
      ],
    ],
    ['etcd://one:2379', [['one', 2379]]],
    ['mariadb://u:p,w@one/d', [['one', undefined]]],
    [
      'mariadb://u:p@w@one,two',
      [
        ['one', undefined],
        ['two', undefined],
      ],
    ],
    [
      'postgres://%2Frun%2Fpostgresql,%5C/d',
      [
        ['/run/postgresql', undefined],
        ['\\', undefined],
      ],
    ],
    ['postgres:///d', []],
    ['pglite:./a,b', []],
    ['Server=a,1433;Database=d', []],
  ])('%s names its hosts', (text, hosts) => {
    expect(parse(text).hosts.map(({ host, port }) => [host, port])).toEqual(hosts)
  })

  it('is the same text with one host alone', () => {
    const url = parse('postgres://u:p@one:1,[::1]:3,%2Frun/d?x=%20')
    expect(url.hosts.map((host) => url.withHost(host).expose())).toEqual([
      'postgres://u:p@one:1/d?x=%20',
      'postgres://u:p@[::1]:3/d?x=%20',
      'postgres://u:p@%2Frun/d?x=%20',
    ])
  })

  it.each([
    ['a://u:hunter2@one,,two/d', 'host 2 has no name'],
    ['a://u:hunter2@one,two:0/d', 'host 2 has a port'],
    ['a://u:hunter2@one:70000/d', 'host 1 has a port'],
    ['a://u:hunter2@one:5x/d', 'host 1 has a port'],
    ['a://u:hunter2@%zz/d', 'host 1 has no name'],
    ['a://u:hunter2@::1/d', 'host 1'],
  ])('%s names a host that is none', (text, message) => {
    const error = catchError(() => parse(text).hosts)
    expect(error).toMatchObject({ code: 'invalid-options', message: expect.stringContaining(message) })
    expect(String(error)).not.toContain('hunter2')
  })
})

function catchError(body: () => unknown): unknown {
  try {
    return body()
  } catch (error) {
    return error
  }
}
