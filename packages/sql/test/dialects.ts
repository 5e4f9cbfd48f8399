import { mariadbDialect, mssqlDialect, postgresDialect, type SqlDialect } from '../src/index.js'

/** Every dialect, with what its own placeholders look like. */
export const dialects: readonly { dialect: SqlDialect; placeholder: RegExp }[] = [
  { dialect: postgresDialect, placeholder: /\$\d+/g },
  { dialect: mssqlDialect, placeholder: /@\d+/g },
  { dialect: mariadbDialect, placeholder: /\?/g },
]
