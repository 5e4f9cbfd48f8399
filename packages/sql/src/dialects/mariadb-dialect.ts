import { mysqlFamily } from './mysql-family.js'

/** MariaDB 10.6 and later: the first that has `json_table`. */
export const mariadbDialect = mysqlFamily({
  name: 'mariadb',
  exactCollation: 'utf8mb4_nopad_bin',
  // Of inserts alone, not of updates.
  returning: 'inserts',
})
