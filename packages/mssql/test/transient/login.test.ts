import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { inspect } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readConnectionText } from '../../src/ado/read-connection-text.js'
import { explainConnectError } from '../../src/explain-connect-error.js'
import { access, accessTo } from './login-to.js'
import { accepted, type Reply, scriptedServer } from './scripted-server.js'
import { done, failed, loginAck, refusal, routing } from './tds-tokens.js'

const one = [{ one: 1 }]

/** What a run throws. */
async function failure(run: Promise<unknown>): Promise<unknown> {
  return await run.then(
    () => expect.fail('nothing was thrown'),
    (error: unknown) => error,
  )
}

/** Tells ports of instances, as SQL Server Browser does. Source: [MC-SQLR] 2.2.5. */
async function browser(instances: string): Promise<void> {
  const socket = createSocket('udp4')
  onTestFinished(() => void socket.close())
  const answer = Buffer.concat([Buffer.from([5, 0, 0]), Buffer.from(instances)])
  answer.writeUInt16LE(instances.length, 1)
  socket.on('message', (_, { port, address }) => socket.send(answer, port, address))
  socket.bind(1434, '127.0.0.1')
  await once(socket, 'listening')
}

/** As SQL Server tells a reason: itself first, and behind it that the login failed. */
const refused = (number: number, message?: string): Reply => [
  refusal(number, message, 14),
  refusal(18_456, "Login failed for user 'mps'.", 14),
  failed,
]

describe('A login', () => {
  it('tells the server what the connection string says', async () => {
    const server = await scriptedServer({})
    await access(
      `Data Source=localhost,${server.port};Initial Catalog=mps db;UID=mps;PWD="a;""b";App=mps-1;ApplicationIntent=ReadOnly`,
    ).run()
    expect(server.logins).toEqual([
      { user: 'mps', password: 'a;"b', application: 'mps-1', database: 'mps db', readOnly: true, token: undefined },
    ])
  })

  it.each([
    [18456, 'unauthenticated', 'User ID, Password: the server refuses them'],
    [18470, 'unauthenticated', 'ALTER LOGIN … ENABLE'],
    [18486, 'unauthenticated', 'UNLOCK'],
    [18487, 'unauthenticated', 'has expired'],
    [18452, 'unauthenticated', 'Windows login'],
    [4060, 'invalid-options', 'Database: the server has none of this name'],
    [40532, 'invalid-options', '.database.windows.net'],
    [40615, 'permission-denied', 'az sql server firewall-rule create'],
    [40914, 'permission-denied', 'virtual network'],
    [47073, 'permission-denied', 'private endpoints'],
  ])('that is refused with %i is %s, told once, and says what to change', async (number, code, message) => {
    const server = await scriptedServer({ logins: [refused(number), refused(number)] })
    const error = await failure(accessTo(server.port).run())
    expect(error).toMatchObject({ code, nativeCode: String(number), retryable: false, notApplied: true })
    expect(String(error)).toContain(message)
    expect(String(error)).not.toMatch(/of the pool|came to stand/)
    expect(server.logins).toHaveLength(1)
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('Canary')
  })

  it.each([10928, 10929, 10936])('that meets %i, a limit of the tier, is tried again by the store', async (number) => {
    const server = await scriptedServer({ logins: [refused(number), refused(number)] })
    expect(await accessTo(server.port).run(false)).toEqual(one)
    expect(server.logins).toHaveLength(3)
  })

  it.each([40613, 40197, 40143, 40540, 42109, 40501, 49918, 49919, 49920])(
    'that meets %i waits until the database is there, for a write too',
    async (number) => {
      const server = await scriptedServer({ logins: [refused(number)] })
      expect(await accessTo(server.port).run(false)).toEqual(one)
      expect(server.logins).toHaveLength(2)
    },
  )

  it.each([
    [40613, 'unavailable', 'connectTimeoutMs=90000'],
    [40501, 'limit-exceeded', 'limit of its service tier'],
    [40197, 'unavailable', 'scripted error 40197'],
  ])(
    'that meets %i for longer than connections may take says so, and nothing of a pool',
    async (number, code, message) => {
      const server = await scriptedServer({ logins: Array.from({ length: 50 }, () => refused(number)) })
      const began = performance.now()
      const error = await failure(accessTo(server.port, '', { connectTimeoutMs: 2_000, retries: 0 }).run())
      expect(error).toMatchObject({ code, nativeCode: String(number), retryable: true, notApplied: true })
      expect(String(error)).toContain(message)
      expect(String(error)).not.toMatch(/of the pool|came to stand/)
      expect(performance.now() - began).toBeLessThan(2_000)
      expect(server.logins.length).toBeLessThan(5)
    },
  )

  it.each([
    [40615, 10_000],
    [40613, 1_500],
    [18456, 10_000],
  ])(
    'that is refused with %i is told so to each of many callers, whatever they wait for',
    async (number, connectTimeoutMs) => {
      const server = await scriptedServer({ logins: Array.from({ length: 200 }, () => refused(number)) })
      const store = accessTo(server.port, 'Max Pool Size=2', { connectTimeoutMs, retries: 0 })
      const failures = await Promise.all(Array.from({ length: 16 }, () => failure(store.run())))
      expect(failures.map((error) => Reflect.get(Object(error), 'nativeCode'))).toEqual(Array(16).fill(String(number)))
    },
  )

  it('that waits for a database ends with its store, and warns of nothing', async () => {
    const server = await scriptedServer({ logins: Array.from({ length: 200 }, () => refused(40613)) })
    const warnings: Error[] = []
    const note = (warning: Error) => warnings.push(warning)
    process.on('warning', note)
    onTestFinished(() => void process.off('warning', note))
    const store = accessTo(server.port, 'Max Pool Size=20', { connectTimeoutMs: 60_000, timeoutMs: 1_000 })
    const runs = Array.from({ length: 20 }, () => failure(store.run()))
    for (const error of await Promise.all(runs)) expect(error).toMatchObject({ code: 'timeout' })
    await store.close()
    expect(warnings).toEqual([])
  })

  it('of Azure to a database that moves, which it calls unknown, is tried again', () => {
    const error = Object.assign(new Error('Cannot open database'), { code: 'ELOGIN', number: 4060 })
    const connection = readConnectionText('Server=a.database.windows.net', [])
    expect(explainConnectError(error, { auth: 'password', sslmode: undefined, connection })).toMatchObject({
      code: 'unavailable',
      retryable: true,
    })
  })

  it.each(['silence', 'half'] as const)(
    'that is answered by %s ends in its time, with the server’s address',
    async (reply) => {
      const server = await scriptedServer({ logins: [reply] })
      const error = await failure(accessTo(server.port, '', { connectTimeoutMs: 600, retries: 0 }).run())
      expect(error).toMatchObject({ code: 'unavailable', notApplied: true })
      expect(String(error)).toMatch(/Failed to connect to 127\.0\.0\.1|began to answer the login/)
    },
  )

  it('that is hung up on is tried again', async () => {
    const server = await scriptedServer({ logins: ['hang-up'] })
    expect(await accessTo(server.port).run(false)).toEqual(one)
    expect(server.logins).toHaveLength(2)
  })

  it('that is redirected goes on at the other server, by its port', async () => {
    const other = await scriptedServer({})
    const gateway = await scriptedServer({ logins: [[loginAck, routing('localhost', other.port), done]] })
    expect(await accessTo(gateway.port).run()).toEqual(one)
    expect([gateway.logins.length, other.logins.length]).toEqual([1, 1])
    expect([gateway.statements.length, other.statements.length]).toEqual([0, 1])
  })

  it('that is redirected to where nobody listens says where', async () => {
    const gateway = await scriptedServer({ logins: [[loginAck, routing('localhost', 1), done]] })
    const error = await failure(accessTo(gateway.port, '', { retries: 0 }).run())
    expect(error).toMatchObject({ code: 'unavailable', nativeCode: 'ECONNREFUSED', notApplied: true })
    expect(String(error)).toContain(`localhost:1 (redirected from 127.0.0.1:${gateway.port})`)
  })

  it('to a named instance goes to the port that SQL Server Browser tells', async () => {
    const server = await scriptedServer({})
    await browser(
      `ServerName;HERE;InstanceName;OTHER;IsClustered;No;Version;16.0;tcp;1;;ServerName;HERE;InstanceName;MPS;IsClustered;No;Version;16.0;tcp;${server.port};;`,
    )
    expect(await access('Server=127.0.0.1\\mps;Database=d;User ID=u;Password=p').run()).toEqual(one)
    const missing = access('Server=127.0.0.1\\none;Database=d;User ID=u;Password=p', { retries: 0 })
    await expect(missing.run()).rejects.toMatchObject({
      code: 'unavailable',
      nativeCode: 'EINSTLOOKUP',
      message: expect.stringContaining('SQL Server Browser on 127.0.0.1 (UDP 1434) tells no port of the instance none'),
    })
  })

  it('tries all addresses at once where the listener is in several subnets', async () => {
    const server = await scriptedServer({ logins: [accepted] })
    expect(await accessTo(server.port, 'MultiSubnetFailover=true', {}, 'localhost').run()).toEqual(one)
  })
})
