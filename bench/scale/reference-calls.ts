import type { RawDriver, RawResult } from '../src/raw-driver.js'

const fields = `guid as "guid", hostname as "hostname", tags as "tags", mpsinstance as "mpsInstance",
  connectionstatus as "connectionStatus", mpsusername as "mpsusername", tenantid as "tenantId",
  friendlyname as "friendlyName", dnssuffix as "dnsSuffix", deviceinfo as "deviceInfo"`
const instants = `lastconnected as "lastConnected", lastseen as "lastSeen", lastdisconnected as "lastDisconnected"`
const whole = `select ${fields}, ${instants} from devices where guid = $1 and tenantid = $2`
const columns = `hostname, tags, mpsinstance, connectionstatus, mpsusername, friendlyname, dnssuffix, deviceinfo, guid, tenantid`

/** A device in the order of `columns`. */
type Values = readonly unknown[]

/** How the plain SQL is said in a dialect. Parameters are `$1` and so on everywhere. */
export interface ReferenceWords {
  /** What a count selects. */
  readonly count: string
  /** True for devices that have all, or any, of the tags in `$1`. */
  readonly hasTags: Readonly<Record<'all' | 'any', string>>
  /** Every tag of the devices of `$1`, once. */
  readonly distinctTags: string
  /** Parameters of the text as the driver takes them, and the values in their order. */
  place(text: string, values: Values): { text: string; values: unknown[] }
}

/**
 * What a provider asks without any of what ours add: the plain SQL of a single table, not prepared, where each write is
 * read again. On PostgreSQL it is that of the toolkit's own provider.
 */
export class ReferenceCalls {
  constructor(
    private readonly driver: RawDriver,
    private readonly words: ReferenceWords,
  ) {}

  async count(tenant: string): Promise<number> {
    return await this.#total('tenantid = $1', tenant)
  }

  async countConnected(tenant: string): Promise<number> {
    return await this.#total('tenantid = $1 and connectionstatus = true', tenant)
  }

  async list(limit: number, offset: number, tenant: string): Promise<unknown[]> {
    return await this.#devices('tenantid = $1 order by guid limit $2 offset $3', [tenant, limit, offset])
  }

  async findByHostname(hostname: string, tenant: string): Promise<unknown[]> {
    return await this.#devices('hostname = $1 and tenantid = $2', [hostname, tenant])
  }

  async findByFriendlyName(name: string, tenant: string): Promise<unknown[]> {
    return await this.#devices('friendlyname = $1 and tenantid = $2', [name, tenant])
  }

  async findByTags(match: 'all' | 'any', tags: string[], limit: number, tenant: string): Promise<unknown[]> {
    const text = `${this.words.hasTags[match]} and tenantid = $2 order by guid limit $3 offset 0`
    return await this.#devices(text, [tags, tenant, limit])
  }

  async listTags(tenant: string): Promise<unknown[]> {
    const { rows } = await this.#ask(this.words.distinctTags, [tenant])
    return rows.map(({ tag }) => tag)
  }

  async get(guid: string, tenant: string): Promise<unknown> {
    return (await this.#ask(whole, [guid, tenant])).rows[0]
  }

  async insert(device: Values): Promise<unknown> {
    const places = device.map((_, index) => `$${index + 1}`).join(', ')
    await this.#ask(`insert into devices (${columns}) values (${places})`, device)
    return await this.get(String(device[8]), String(device[9]))
  }

  async update(device: Values, seen: Values): Promise<unknown> {
    const text = `update devices set hostname = $1, tags = $2, mpsinstance = $3, connectionstatus = $4, mpsusername = $5,
      friendlyname = $6, dnssuffix = $7, deviceinfo = $8, lastconnected = $11, lastseen = $12, lastdisconnected = $13
      where guid = $9 and tenantid = $10`
    await this.#ask(text, [...device, ...seen])
    return await this.get(String(device[8]), String(device[9]))
  }

  async clearInstance(instance: string): Promise<number> {
    const text = 'update devices set mpsinstance = null, connectionstatus = false where mpsinstance = $1'
    const { rowCount, affectedRows } = await this.#ask(text, [instance])
    return rowCount ?? affectedRows ?? 0
  }

  async #devices(condition: string, values: Values): Promise<unknown[]> {
    return (await this.#ask(`select ${fields} from devices where ${condition}`, values)).rows
  }

  async #total(condition: string, tenant: string): Promise<number> {
    const { rows } = await this.#ask(`select ${this.words.count} as total from devices where ${condition}`, [tenant])
    return Number(rows[0]?.total ?? 0)
  }

  async #ask(statement: string, given: Values): Promise<RawResult> {
    const { text, values } = this.words.place(statement, given)
    return await this.driver.query({ name: '', text }, values)
  }
}
