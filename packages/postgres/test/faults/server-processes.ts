import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sqlAt } from '../sql-at.js'

/**
 * The process of the server that has a number, when it is one of this machine and not of a container, where the same
 * number may be anybody's.
 */
async function isServerProcess(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command.includes('postgres')
}

/** The number of the process that all others of the server come from; `undefined` when it is none of this machine. */
export async function postmasterOf(url: string): Promise<number | undefined> {
  const [row] = await sqlAt(url, `select setting from pg_settings where name = 'data_directory'`)
  const text = await readFile(join(String(row?.setting), 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  return (await isServerProcess(pid)) ? pid : undefined
}

/** The numbers of the processes that serve connections of stores to a database, where they are of this machine. */
export async function backendsOf(url: string): Promise<number[]> {
  const rows = await sqlAt(
    url,
    `select pid from pg_stat_activity where datname = current_database() and application_name = 'dmt-providers'`,
  )
  const pids = rows.map(({ pid }) => Number(pid))
  const ours = await Promise.all(pids.map(isServerProcess))
  return pids.filter((_, place) => ours[place])
}
