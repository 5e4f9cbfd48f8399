import { sqlAt } from '../sql-at.js'

/** Resolves with the instant at which a plain client of the driver has written to one of several servers. */
export async function untilWritten(urls: readonly string[]): Promise<number> {
  const write = ['create table if not exists probe (at timestamptz)', 'insert into probe values (now())']
  for (;;) {
    for (const url of urls) {
      const written = await sqlAt(url, ...write).then(
        () => true,
        () => false,
      )
      if (written) return Date.now()
    }
  }
}
