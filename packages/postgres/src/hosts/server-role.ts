import type pg from 'pg'
import type { ServerRole } from './target-session.js'

/** A setting that the server reports, at the start and whenever it changes. */
interface ParameterStatus {
  readonly parameterName: string
  readonly parameterValue: string
}

/**
 * What a server reports of its role. PostgreSQL does so since release 14, at the start and when it changes, without
 * being asked. Source: PostgreSQL manual, "Asynchronous Operations" of the message flow.
 */
export class ReportedRole {
  #standby: boolean | undefined
  #readOnly: boolean | undefined

  constructor(connection: pg.Connection, changed: (role: ServerRole) => void) {
    connection.on('parameterStatus', ({ parameterName, parameterValue }: ParameterStatus) => {
      if (parameterName === 'in_hot_standby') this.#standby = parameterValue === 'on'
      else if (parameterName === 'default_transaction_read_only') this.#readOnly = parameterValue === 'on'
      else return
      if (this.role !== undefined) changed(this.role)
    })
  }

  /** `undefined` for a server that does not report it. */
  get role(): ServerRole | undefined {
    const [standby, readOnly] = [this.#standby, this.#readOnly]
    return standby === undefined || readOnly === undefined ? undefined : { standby, readOnly }
  }
}

/** Asks a server of before release 14, or one behind a proxy, whose reports are not taken for true. */
export async function askedRole(client: pg.Client, milliseconds: number): Promise<ServerRole> {
  const tooLate = setTimeout(() => client.connection.stream.destroy(), milliseconds)
  try {
    const { rows } = await client.query<{ standby: boolean; setting: string }>(
      `select pg_is_in_recovery() as standby, current_setting('default_transaction_read_only') as setting`,
    )
    return { standby: rows[0]?.standby === true, readOnly: rows[0]?.setting === 'on' }
  } finally {
    clearTimeout(tooLate)
  }
}
