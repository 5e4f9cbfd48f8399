import type { RunnerLease } from '../runner-lock.js'

const table = 'dmt_migration_lock'
const later = (milliseconds: number) => `utc_timestamp(6) + interval ${milliseconds * 1_000} microsecond`

/** The row by which runners keep each other away: an ordinary one, which the nodes of a cluster certify. */
export const runnerRow: RunnerLease = {
  create: `create table if not exists ${table} (name varchar(20) character set ascii not null primary key, owner varchar(200) character set utf8mb4 not null, expires_at datetime(6) not null) engine = InnoDB`,
  expire: `delete from ${table} where name = 'migrations' and expires_at < utc_timestamp(6)`,
  take: (owner, milliseconds) =>
    `insert ignore into ${table} (name, owner, expires_at) values ('migrations', '${owner}', ${later(milliseconds)})`,
  holder: `select owner as owner, cast(expires_at as char) as until from ${table} where name = 'migrations'`,
  renew: (owner, milliseconds) =>
    `update ${table} set expires_at = ${later(milliseconds)} where name = 'migrations' and owner = '${owner}'`,
  release: (owner) => `delete from ${table} where name = 'migrations' and owner = '${owner}'`,
}

/** Milliseconds that a script may take. */
const scriptTime = 3_600_000

const scriptOwner = `concat('script of ', current_user())`

/** The same for a script, whose client stops at the first error: the second of two rows with one key. */
export const scriptRow = {
  take: [
    runnerRow.create,
    runnerRow.expire,
    `insert into ${table} (name, owner, expires_at) values ('migrations', ${scriptOwner}, ${later(scriptTime)})`,
  ],
  release: `delete from ${table} where name = 'migrations' and owner = ${scriptOwner}`,
  /** What a person does about a script that died. */
  wayOut: `-- "Duplicate entry 'migrations'" means that another runner is at work; of one that died, remove the row: delete from ${table};`,
} as const
