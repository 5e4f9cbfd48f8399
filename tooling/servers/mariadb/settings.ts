/**
 * Settings of a server whose data nobody needs after the run. A commit is written but not flushed: an acknowledged row
 * must survive a killed server, not a machine without power. The defaults are those of an old installation, since no
 * store may depend on them: a character set without most characters, a sort order that ignores accents, no strict mode,
 * another time zone and a weaker isolation.
 */
export const settings = [
  '--innodb-buffer-pool-size=64M',
  '--innodb-flush-log-at-trx-commit=2',
  '--performance-schema=OFF',
  '--max-connections=300',
  '--skip-name-resolve',
  '--character-set-server=latin1',
  '--collation-server=latin1_swedish_ci',
  '--sql-mode=',
  '--default-time-zone=+05:30',
  '--transaction-isolation=READ-COMMITTED',
]
