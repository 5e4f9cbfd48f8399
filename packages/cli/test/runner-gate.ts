import pg from 'pg'

/** Holds up every runner of migrations. */
export interface RunnerGate {
  /** Resolves once so many wait. */
  waiting(count: number): Promise<void>
  /** Lets them go on. */
  open(): Promise<void>
}

/** Takes the lock of all runners until it is opened. */
export async function runnerGate(url: string): Promise<RunnerGate> {
  const holder = new pg.Client({ connectionString: url })
  await holder.connect()
  await holder.query(`select pg_advisory_lock(hashtext('dmt_migrations'))`)
  const waiters = async () => {
    const { rows } = await holder.query<{ count: number }>(
      `select count(*)::int as count from pg_locks l join pg_database d on d.oid = l.database
        where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`,
    )
    return rows[0]?.count ?? 0
  }
  return {
    async waiting(count) {
      while ((await waiters()) < count);
    },
    open: () => holder.end(),
  }
}
