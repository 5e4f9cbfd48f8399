import { mysqlFamily } from './mysql-family.js'

/** MySQL 8.0.17 and later: the first that has a collation of code points that does not pad. */
export const mysqlDialect = mysqlFamily({ name: 'mysql', exactCollation: 'utf8mb4_0900_bin', returning: 'none' })
