import { type Connection, createConnection } from 'mariadb/callback'
import { expect, it, onTestFinished } from 'vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { freshMariadb } from '../../../tooling/servers/mariadb/fresh-mariadb.js'
import { mariadbAt } from '../../../tooling/servers/mariadb/mariadb-at.js'
import { isMissing } from '../../../tooling/servers/server.js'
import { startOwnServer } from '../../../tooling/servers/start-server.js'
import { PreparedStatements } from '../src/prepared-statements.js'

/** A connection of the driver to a database of the test's own, and the statements that are prepared on it. */
async function onDatabaseOf(kind: 'mariadb' | 'mysql') {
  const database = await freshMariadb(kind)
  onTestFinished(() => database.drop())
  return await onConnection(database.url)
}

async function onConnection(url: string) {
  const { hostname, port, username, password } = new URL(url)
  const login = { host: hostname, port: Number(port), user: username, password, allowPublicKeyRetrieval: true }
  const driver: Connection = createConnection({ ...login, prepareCacheLength: 0, bigIntAsNumber: true })
  onTestFinished(() => driver.destroy())
  await new Promise<void>((resolve, reject) =>
    driver.once('connect', (error: unknown) => (error ? reject(error) : resolve())),
  )
  const statements = new PreparedStatements(driver)
  return {
    /** What a statement answers. */
    execute: (text: string, values: unknown[] = []): Promise<unknown> =>
      new Promise((resolve, reject) =>
        statements.execute(text, values, (error, answer) => (error ? reject(error) : resolve(answer))),
      ),
    /** Has the server forget everything of the connection, prepared statements too. */
    reset: () => new Promise<void>((resolve, reject) => driver.reset((error) => (error ? reject(error) : resolve()))),
    /** How often the server was told something of this connection. */
    told: (command: 'prepare' | 'close' | 'execute') =>
      new Promise<number>((resolve, reject) =>
        driver.query<{ Value: string }[]>(`show session status like 'Com_stmt_${command}'`, (error, rows) =>
          error ? reject(error) : resolve(Number(rows?.[0]?.Value)),
        ),
      ),
  }
}

for (const kind of ['mariadb', 'mysql'] as const)
  await describeOn(kind, 'a statement', () => {
    it('is prepared once on a connection', async () => {
      const { execute, told } = await onDatabaseOf(kind)
      for (let count = 0; count < 20; count++) await execute('select 1 as one')
      expect(await told('prepare')).toBe(1)
      expect(await told('execute')).toBe(20)
    })

    it('is prepared again when the server has forgotten it', async () => {
      const { execute, reset, told } = await onDatabaseOf(kind)
      expect(await execute('select ? as one', ['1'])).toMatchObject([{ one: '1' }])
      await reset()
      const before = await told('prepare')
      for (const one of ['2', '3']) expect(await execute('select ? as one', [one])).toMatchObject([{ one }])
      expect((await told('prepare')) - before).toBe(1)
    })

    it('is given back to the server when there are too many that are newer', async () => {
      const { execute, told } = await onDatabaseOf(kind)
      for (let number = 0; number < 300; number++) await execute(`select ${number} as one`)
      expect(await told('close')).toBe(300 - 256)
      expect(await execute('select 0 as one')).toMatchObject([{ one: 0 }])
      expect(await told('prepare')).toBe(301)
    })

    it('that is wrong is told as the server tells it', async () => {
      const { execute } = await onDatabaseOf(kind)
      await expect(execute('select * from nowhere_at_all.nothing')).rejects.toMatchObject({
        errno: kind === 'mysql' ? 1049 : 1146,
      })
    })
  })

await describeOn('mariadb', 'a server that prepares no more statements', () => {
  it('is sent their texts', async ({ skip }) => {
    const server = await startOwnServer('mariadb')
    if (isMissing(server)) return skip(server.missing)
    onTestFinished(() => server.stop())
    await mariadbAt(server.url, 'set global max_prepared_stmt_count = 0')
    const { execute } = await onConnection(server.url)
    expect(await execute('select ? as one', ["it's"])).toMatchObject([{ one: "it's" }])
  })
})
