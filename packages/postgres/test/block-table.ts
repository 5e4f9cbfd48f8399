import pg from 'pg'

/** Holds up whoever makes a table of a name. */
export interface Blocker {
  /** Resolves once somebody waits for it. */
  reached(): Promise<void>
  /** Lets go, and resolves once the connections that waited have ended. */
  release(): Promise<void>
}

/** Makes a table in a transaction that does not end: another maker of the same name waits for its end. */
export async function blockTable(url: string, table: string): Promise<Blocker> {
  const holder = new pg.Client({ connectionString: url })
  const watcher = new pg.Client({ connectionString: url })
  await Promise.all([holder.connect(), watcher.connect()])
  await holder.query('begin')
  await holder.query(`create table ${table} (held boolean)`)
  const waiters = async () => {
    const { rows } = await watcher.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
         and query like 'create table ${table}%'`,
    )
    return rows.map(({ pid }) => pid)
  }
  const lives = async (pid: number) =>
    (await watcher.query('select from pg_stat_activity where pid = $1', [pid])).rows.length > 0
  let waiting: readonly number[] = []
  return {
    async reached() {
      while (waiting.length === 0) waiting = await waiters()
    },
    async release() {
      await holder.query('rollback')
      await holder.end()
      for (const pid of waiting) while (await lives(pid));
      await watcher.end()
    },
  }
}
