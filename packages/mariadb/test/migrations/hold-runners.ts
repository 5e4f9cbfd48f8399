import { mariadbDialect } from '@dmt-providers/sql'
import { mariadbAt } from '../../../../tooling/servers/mariadb/mariadb-at.js'

/** Notes somebody as the runner of migrations, until an interval from now. */
export async function holdRunners(url: string, until: string): Promise<void> {
  const { lease } = mariadbDialect.schemaTools
  await mariadbAt(
    url,
    lease?.create ?? '',
    `insert into dmt_migration_lock values ('migrations', 'somebody', utc_timestamp(6) + interval ${until})`,
  )
}
