import { run } from '../scale/fleets.js'
import { homePg } from '../scale/home-pg.js'

/** An import begins on an empty table, which the first one makes itself. */
export async function emptyDevices(url: string): Promise<void> {
  const home = homePg(url)
  const { rows } = await run(home, `select to_regclass('devices') is not null as made`)
  if (rows[0]?.made === true) await run(home, 'truncate devices')
  await home.close()
}
