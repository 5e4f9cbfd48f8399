import type { RawDriver } from '../src/raw-driver.js'
import { run } from './fleets.js'

/** What of the server's settings decides such figures. */
export async function settingsOf(driver: RawDriver): Promise<string> {
  const { rows } = await run(
    driver,
    `select current_setting('server_version') as version, current_setting('shared_buffers') as buffers,
      current_setting('fsync') as fsync, current_setting('synchronous_commit') as commits`,
  )
  const { version, buffers, fsync, commits } = rows[0] ?? {}
  return `${version} (shared_buffers ${buffers}, fsync ${fsync}, synchronous_commit ${commits})`
}
