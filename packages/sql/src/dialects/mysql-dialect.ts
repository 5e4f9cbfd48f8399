import { mysqlFamily } from './mysql-family.js'

/** MySQL 8.0.17 and later. Its own collations of Unicode 9 never pad. */
export const mysqlDialect = mysqlFamily('mysql', {
  nameCollation: 'utf8mb4_0900_as_ci',
  exactCollation: 'utf8mb4_0900_bin',
})
