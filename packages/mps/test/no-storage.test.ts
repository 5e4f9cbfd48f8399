import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectingLogger } from '../../host/test/collecting-logger.js'
import '../../host/test/storages.js'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { freePort } from '../../../tooling/servers/free-port.js'
import { MpsDatabase } from '../src/mps-database.js'
import { ValidationError } from './validation-error.js'

const guid = '00000000-0000-0000-0000-000000000001'

describe('a storage that cannot be reached', () => {
  let url = ''
  beforeAll(async () => {
    url = `postgres://someone:s3cret@127.0.0.1:${await freePort()}/db`
  })

  it('is told by the code of the network, with the message in the log once', async () => {
    const { lines, logger } = collectingLogger()
    const db = new MpsDatabase(url, { errorClass: ValidationError, logger })
    for (let time = 0; time < 10; time += 1)
      await expect(db.query('SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(lines.filter((line) => line.startsWith('Storage is not ready'))).toHaveLength(1)
    expect(lines.join()).not.toContain('s3cret')
  })

  it('makes calls reject, writes with the class of the service, and clearInstanceStatus false', async () => {
    const db = new MpsDatabase(url, { errorClass: ValidationError })
    await expect(db.devices.getCount()).rejects.toMatchObject({ code: 'unavailable' })
    await expect(db.devices.insert({ guid, tenantId: '' })).rejects.toMatchObject({ status: 500, name: 'Error' })
    await expect(db.devices.update({ guid, tenantId: '' })).rejects.toBeInstanceOf(ValidationError)
    expect(await db.devices.clearInstanceStatus('mps')).toBe(false)
  })
})

describe('a storage that cannot be opened', () => {
  it.each([
    ['nothing', '', 'MPS_CONNECTION_STRING is not set'],
    ['no URL', 'p4ss-only', 'a text of 9 characters that names no scheme'],
    ['an unknown scheme', 'oracle://u:p4ss@h/d', 'no provider for URLs that start with oracle:'],
  ])('for %s has no code, so that the message is printed', async (_, url, message) => {
    const db = new MpsDatabase(url, { errorClass: ValidationError })
    const refused = db.query('SELECT 1')
    await expect(refused).rejects.toThrow(message)
    await expect(refused).rejects.not.toHaveProperty('code')
    await expect(refused).rejects.not.toThrow('p4ss')
    expect(await db.devices.clearInstanceStatus('mps')).toBe(false)
  })

  it('outside a service is told by what was tried', async () => {
    const db = new MpsDatabase('pglite:memory')
    await expect(db.query('SELECT 1')).rejects.toThrow('set DMT_HOST_FOLDER to the folder of the built service')
  })
})

describe('a connection string in a file', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dmt-mps-'))
    await writeFile(join(folder, 'url'), 'pglite:memory\n')
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('wins over the one that the service passes', async () => {
    const config = { connection_string_file: join(folder, 'url') }
    const db = new MpsDatabase('postgresql://<USERNAME>:<PASSWORD>@localhost/mpsdb', {
      errorClass: ValidationError,
      config,
    })
    expect(await db.query('SELECT 1')).toMatchObject({ rowCount: 1 })
    await db.close()
  })
})

await describeOn('postgres', 'a wrong password', (server) => {
  it("is told by PostgreSQL's code, which the health route of MPS shows", async () => {
    const url = new URL(server.url)
    url.password = 'wrong-s3cret'
    const db = new MpsDatabase(url.href, { errorClass: ValidationError })
    const refused = db.query('SELECT 1')
    await expect(refused).rejects.toMatchObject({ code: '28P01' })
    await expect(refused).rejects.not.toThrow('s3cret')
  })
})
