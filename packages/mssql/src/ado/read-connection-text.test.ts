import { isProviderError } from '@dmt-providers/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keywords } from './keywords.js'
import { readConnectionText } from './read-connection-text.js'

const own = ['poolMax', 'migrate', 'sslmode', 'sslrootcert', 'timeoutMs']
const read = (text: string) => readConnectionText(text, own)

/** What is the same in every form. */
const whole = {
  host: 'db.example.com',
  port: 1444,
  instance: undefined,
  user: 'mps',
  password: 'Secret-1',
  database: 'mpsdb',
  options: { sslmode: 'verify-full', connectTimeoutMs: '20000' },
}

function refusal(text: string): string {
  try {
    read(text)
  } catch (error) {
    expect(isProviderError(error) && error.code).toBe('invalid-options')
    return String(error)
  }
  throw new Error('was not refused')
}

describe('A connection string', () => {
  it.each([
    'Server=tcp:db.example.com,1444;Database=mpsdb;User ID=mps;Password=Secret-1;Encrypt=True;Connection Timeout=20',
    'Server=tcp:db.example.com,1444;Initial Catalog=mpsdb;Persist Security Info=False;User ID=mps;Password=Secret-1;MultipleActiveResultSets=False;Encrypt=True;TrustServerCertificate=False;Connection Timeout=20;',
    ' DATA source = db.example.com , 1444 ; uid=mps;PWD="Secret-1" ;database=mpsdb; encrypt=Mandatory;timeout=20;;',
    'ado:Addr=db.example.com,1444;User=mps;Password=Secret-1;Database=mpsdb;Encrypt=yes;Connect Timeout=20',
    'Driver={ODBC Driver 18 for SQL Server};Server=tcp:db.example.com,1444;Database=mpsdb;Uid=mps;Pwd={Secret-1};Encrypt=yes;TrustServerCertificate=no;Connection Timeout=20;',
    'mssql://mps:Secret-1@db.example.com:1444/mpsdb?encrypt=true&connectionTimeout=20',
    'sqlserver://mps:Secret-1@db.example.com:1444/mpsdb?sslmode=verify-full&loginTimeout=20',
    'sqlserver://db.example.com:1444;databaseName=mpsdb;user=mps;password=Secret-1;encrypt=true;loginTimeout=20',
    'jdbc:sqlserver://db.example.com:1444;database=mpsdb;userName=mps;password={Secret-1};encrypt=true;loginTimeout=20;',
    'jdbc:sqlserver://;serverName=db.example.com;portNumber=1444;databaseName=mpsdb;user=mps;password=Secret-1;encrypt=true;loginTimeout=20',
  ])('means the same in every form: %s', (text) => {
    expect(read(text)).toEqual(whole)
  })

  it.each([
    ['Server=db', 'db', undefined, undefined],
    ['Server=.', 'localhost', undefined, undefined],
    ['Server=(local)', 'localhost', undefined, undefined],
    ['Server=.\\SQLEXPRESS', 'localhost', undefined, 'SQLEXPRESS'],
    ['Server=(LOCAL)\\SQLEXPRESS', 'localhost', undefined, 'SQLEXPRESS'],
    ['Server=db\\two', 'db', undefined, 'two'],
    ['Server=tcp:db\\two,1500', 'db', 1500, undefined],
    ['Server=db\\MSSQLSERVER', 'db', undefined, undefined],
    ['Server=TCP: db , 1433 ', 'db', 1433, undefined],
    ['Server=[::1],1433', '::1', 1433, undefined],
    ['Server=tcp:fe80::1,1433', 'fe80::1', 1433, undefined],
    ['Server=one;Address=two', 'two', undefined, undefined],
    ['mssql://u@db/d', 'db', undefined, undefined],
    ['mssql://u@db\\two/d', 'db', undefined, 'two'],
    ['mssql://u@db/d?instanceName=two', 'db', undefined, 'two'],
    ['mssql://u@[::1]:1500/d', '::1', 1500, undefined],
    ['sqlserver://db\\two;databaseName=d', 'db', undefined, 'two'],
    ['sqlserver://db\\two:1500;databaseName=d', 'db', 1500, undefined],
    ['sqlserver://[::1]:1500;databaseName=d', '::1', 1500, undefined],
    ['sqlserver://db;', 'db', undefined, undefined],
  ])('%s leads to its server', (text, host, port, instance) => {
    expect(read(text)).toMatchObject({ host, port, instance })
  })

  it.each([
    ["Server=db;Password='a;b'", 'a;b'],
    ['Server=db;Password="a;b"', 'a;b'],
    ['Server=db;Password="a""b"', 'a"b'],
    ["Server=db;Password='a''b'", "a'b"],
    ["Server=db;Password='a\"b'", 'a"b'],
    ["Server=db;Password=it's", "it's"],
    ['Server=db;Password=a=b==', 'a=b=='],
    ['Server=db;Password="=a"', '=a'],
    ['Server=db;Password={a}', '{a}'],
    ['Server=db;Password=" a "', ' a '],
    ['Server=db;Password= a b ', 'a b'],
    ['Server=db;Password=one;PWD=two', 'two'],
    ['Server=db;Password=one;Password=', undefined],
    ['Driver=x;Server=db;PWD={a;}}b}', 'a;}b'],
    ['Driver=x;Server=db;PWD=\'a"', '\'a"'],
    ['sqlserver://db;password={a;}}{b};user=u', 'a;}{b'],
    ['sqlserver://db;password=a"b;user=u', 'a"b'],
    ['mssql://u:a%3Bb%40@db/d', 'a;b@'],
    ['mssql://u@db/d?password=a%26b', 'a&b'],
  ])('%s has its password', (text, password) => {
    expect(read(text).password).toBe(password)
  })

  it.each([
    ['Encrypt=Strict', { sslmode: 'strict' }],
    ['Encrypt=strict;TrustServerCertificate=true', { sslmode: 'strict' }],
    ['Encrypt=Optional', { sslmode: 'disable' }],
    ['Encrypt=False;TrustServerCertificate=True', { sslmode: 'disable' }],
    ['Encrypt=True;Trust Server Certificate=yes', { sslmode: 'no-verify' }],
    ['TrustServerCertificate=true', { sslmode: 'no-verify' }],
    ['TrustServerCertificate=false', {}],
    ['Encrypt=', {}],
    ['Authentication=Active Directory Managed Identity', { auth: 'entra-managed-identity' }],
    ['Authentication=ActiveDirectoryMSI', { auth: 'entra-managed-identity' }],
    ['Authentication=Active Directory Workload Identity', { auth: 'entra-workload-identity' }],
    ['Authentication="Active Directory Service Principal"', { auth: 'entra-service-principal' }],
    ['Authentication=Active Directory Default', { auth: 'entra' }],
    ['Authentication=SqlPassword', { auth: 'password' }],
    ['ApplicationIntent=readonly', { applicationIntent: 'ReadOnly' }],
    ['MultiSubnetFailover=Yes', { multiSubnetFailover: 'true' }],
    ['HostNameInCertificate=sql.example.com', { hostNameInCertificate: 'sql.example.com' }],
    ['Server Certificate=/etc/sql.pem', { sslrootcert: '/etc/sql.pem' }],
    ['Command Timeout=5;Max Pool Size=20', { statementTimeoutMs: '5000', poolMax: '20' }],
    ['Connection Lifetime=60', { maxLifetimeMs: '60000' }],
    ['Connection Lifetime=0', {}],
    ['Application Name=mps;App=rps', { applicationName: 'rps' }],
    ['migrate=check;poolmax=3', { migrate: 'check', poolMax: '3' }],
    [
      'Integrated Security=false;Network Library=DBMSSOCN;Pooling=true;Enlist=false;Column Encryption Setting=Disabled',
      {},
    ],
  ])('%s is the options %o', (text, options) => {
    expect(read(`Server=db;${text}`).options).toEqual(options)
  })

  it.each([
    ['Server=np:\\\\db\\pipe\\sql\\query', 'named pipes (np:) cannot be used'],
    ['Server=\\\\db\\pipe\\sql\\query', 'a named pipe cannot be used'],
    ['Server=lpc:db', 'shared memory (lpc:) cannot be used'],
    ['Server=admin:db', 'administrator'],
    ['Server=(localdb)\\MSSQLLocalDB', 'LocalDB'],
    ['Server=db:1433', 'a port is written with a comma'],
    ['Server=one,1433,two', 'several commas'],
    ['Server=db,0', 'a port that is no number from 1 to 65535'],
    ['Server=db\\', 'a backslash without an instance'],
    ['Server=;Database=x', 'names no host'],
    ['Database=x', 'names no host'],
    ['Server=db;Databse=x', 'Databse: unknown keyword, did you mean Database?'],
    ['Server=db;poolMaxx=3', 'did you mean poolMax?'],
    ['Server=db;Flux Capacitor=on', 'Flux Capacitor: unknown keyword'],
    ['Server=db;Encrypt=maybe', 'Encrypt: give true (Mandatory), false (Optional) or Strict'],
    ['Server=db;TrustServerCertificate=maybe', 'TrustServerCertificate: give true or false'],
    ['Server=db;Encrypt=true;sslmode=disable', 'leave them away'],
    ['Server=db;Integrated Security=SSPI', 'Integrated Security: a Windows login cannot be used'],
    ['Server=db;Trusted_Connection=yes', 'Trusted_Connection: a Windows login cannot be used'],
    ['Server=db;Failover Partner=other', 'name the listener of an availability group'],
    ['Server=db;Authentication=Active Directory Interactive', 'needs a person'],
    ['Server=db;Authentication=Active Directory Password', 'needs a person'],
    ['Server=db;Authentication=Kerberos', 'Authentication: give Sql Password, or'],
    ['Server=db;Column Encryption Setting=Enabled', 'Always Encrypted'],
    ['Server=db;Connect Timeout=0', 'Connect Timeout: give a number of seconds'],
    ['Server=db;ApplicationIntent=both', 'ApplicationIntent: give ReadWrite or ReadOnly'],
    ['Server=db;Encrypt', 'part 2 has no equals sign'],
    ['Server=db;Database="x', 'part 2 has a value that begins with " and has no " at its end'],
    ['Server=db;Database="x"y', 'part 2 has text after the " of its value'],
    ['Server=db;a==b=c', 'a=b: unknown keyword'],
    ['mssql://one,two/d', 'the listener'],
    ['mssql:///d', 'no URL'],
    ['mssql://u@db/d;encrypt=true', 'they stand behind ? and &'],
    ['mssql://u:100%@db/d', 'no URL'],
    ['mssql://u@db:70000/d', 'port'],
    ['sqlserver://db:x;databaseName=d', 'port: give a number from 1 to 65535'],
    ['sqlserver://db;trustStore=/a.jks', 'name a file in PEM by sslrootcert'],
    ['sqlserver://db;accessToken=Canary', 'auth=entra'],
  ])('%s is refused', (text, message) => {
    expect(refusal(text)).toContain(message)
  })

  it('tells all that is wrong at once', () => {
    const message = refusal('Server=db:1;Databse=x;Encrypt=maybe;Integrated Security=true')
    for (const word of ['Server', 'Databse', 'Encrypt', 'Integrated Security']) expect(message).toContain(word)
  })

  it.each([
    'Server=db;Password=Sec;Canary=1',
    'Server=db;Password=Sec;Canary',
    'Server=db;Password=Sec;more;Canary=1;Canary=2',
    'Server=db;Password==Canary',
    "Server=db;Password='Canary",
    'Server=db;Password="Canary"x;User=u',
    'mssql://u@db/d?password=Sec&Canary=1',
    'sqlserver://db;password=Sec;Canary=1',
    'mssql://u:Canary%@db/d',
    'Server=Canary:1;Database=d',
  ])('shows nothing of a value when it refuses %s', (text) => {
    expect(refusal(text)).not.toContain('Canary')
  })
})

describe('Any text', () => {
  const text = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 20 })
    .filter((one) => one === one.trim() && !one.includes('\0'))

  it('that is quoted as ADO.NET does it comes back', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('"', "'"), (password, quote) => {
        const value = `${quote}${password.replaceAll(quote, quote + quote)}${quote}`
        expect(read(`Password=${value};Server=db`).password).toBe(password)
      }),
    )
  })

  it('that needs no quotes comes back without them', () => {
    const bare = text.filter((one) => !/^["'=]|;/.test(one))
    fc.assert(
      fc.property(bare, (password) => {
        expect(read(`Password=${password};Server=db`).password).toBe(password)
      }),
    )
  })

  it('in braces comes back from JDBC and ODBC', () => {
    fc.assert(
      fc.property(text, (password) => {
        const value = `{${password.replaceAll('}', '}}')}}`
        expect(read(`sqlserver://db;password=${value};user=u`).password).toBe(password)
        expect(read(`Driver=x;Server=db;PWD=${value}`).password).toBe(password)
      }),
    )
  })

  it('that is percent-encoded comes back from a URL', () => {
    const wellFormed = text.filter((one) => one.isWellFormed())
    fc.assert(
      fc.property(wellFormed, wellFormed, wellFormed, (user, password, database) => {
        const [u, p, d] = [user, password, database].map(encodeURIComponent)
        expect(read(`mssql://${u}:${p}@db/${d}`)).toMatchObject({ user, password, database })
      }),
    )
  })

  it('says the same in each form', () => {
    const word = text.filter((one) => one.isWellFormed())
    const host = fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}$/)
    const optional = {
      sslmode: fc.constantFrom('verify-full', 'no-verify', 'strict'),
      applicationName: word,
      poolMax: fc.nat().map(String),
    }
    const given = fc.record({
      user: word,
      password: word,
      database: word,
      options: fc.record(optional, { requiredKeys: [] }),
    })
    const names = [...own, 'applicationName']
    fc.assert(
      fc.property(
        host,
        fc.integer({ min: 1, max: 65_535 }),
        given,
        (at, port, { user, password, database, options }) => {
          const pairs: [string, string][] = Object.entries({ Database: database, UID: user, PWD: password, ...options })
          const ado = pairs.map(([name, value]) => `${name}="${value.replaceAll('"', '""')}"`).join(';')
          const braces = pairs.map(([name, value]) => `${name}={${value.replaceAll('}', '}}')}}`).join(';')
          const [u, p, d] = [user, password, database].map(encodeURIComponent)
          const forms = [
            `Server=tcp:${at},${port};${ado}`,
            `Driver={ODBC Driver 18 for SQL Server};Server=${at},${port};${braces}`,
            `jdbc:sqlserver://${at}:${port};${braces}`,
            `mssql://${u}:${p}@${at}:${port}/${d}?${new URLSearchParams(options)}`,
          ]
          const expected = { host: at, port, instance: undefined, user, password, database, options }
          for (const form of forms) expect(readConnectionText(form, names)).toEqual(expected)
        },
      ),
    )
  })

  it('is read, or refused without showing a value', () => {
    const canary = 'Kanarienvogel'
    const words = Object.keys(keywords)
    const value = fc.oneof(fc.string(), fc.constantFrom('true', 'no', '1', 'Active Directory Default'))
    const pair = fc.tuple(fc.constantFrom(...words, 'poolMax'), value).map(([word, one]) => `${word}=${one}`)
    const junk = fc.oneof(pair, pair, fc.string(), fc.constant(`Password=${canary}`), fc.constant(`PWD='${canary}`))
    fc.assert(
      fc.property(
        fc.array(junk, { maxLength: 8 }),
        fc.constantFrom('', 'sqlserver://db;', 'mssql://u@db/d?'),
        (parts, begin) => {
          try {
            read(begin + parts.join(begin.endsWith('?') ? '&' : ';'))
          } catch (error) {
            expect(isProviderError(error) && error.code).toBe('invalid-options')
            expect(String(error)).not.toContain(canary)
          }
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
