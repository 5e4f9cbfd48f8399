import { mysqlFamily } from './mysql-family.js'

/** MariaDB 10.10 and later: the first that has collations which ignore case alone. */
export const mariadbDialect = mysqlFamily('mariadb', {
  nameCollation: 'uca1400_nopad_as_ci',
  exactCollation: 'utf8mb4_nopad_bin',
})
