/**
 * Settings of a server whose data nobody needs after the run. Commits stay synchronous: an acknowledged row must
 * survive a killed server, which needs the write but no flush to the disk.
 */
export const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=300'].flatMap((one) => ['-c', one])
