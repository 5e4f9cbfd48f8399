/** Where a right may be held: everywhere, in one database, or on one table of it. */
interface Place {
  readonly database: string
  readonly table: string
}

/** What was granted, or taken away again, at one place. */
interface Grant {
  readonly gives: boolean
  readonly rights: ReadonlySet<string>
  readonly database: string
  readonly table: string
}

const everything = 'ALL PRIVILEGES'
const statement =
  /^(GRANT|REVOKE) (.+?) ON (?:TABLE )?(?:`((?:[^`]|``)*)`|(\*))\.(?:`((?:[^`]|``)*)`|(\*)) (?:TO|FROM) /i

/** Rights of these that the grants do not give; `grants` are the answers of `show grants`. */
export function lackingRights(grants: readonly string[], rights: readonly string[], place: Place): string[] {
  const read = grants.flatMap((text) => readGrant(text) ?? []).filter((grant) => covers(grant, place))
  const has = (gives: boolean, right: string) =>
    read.some((grant) => grant.gives === gives && (grant.rights.has(right) || grant.rights.has(everything)))
  return rights.filter((right) => !has(true, right) || has(false, right))
}

function readGrant(text: string): Grant | undefined {
  const parts = statement.exec(text)
  if (parts === null) return undefined
  const [, verb = '', rights = '', database = '*', , table = '*'] = parts
  return {
    gives: /^grant$/i.test(verb),
    // A right to some columns of a table is none to the table.
    rights: new Set(rights.split(/,\s*(?![^(]*\))/).map((right) => right.trim().toUpperCase())),
    database: database.replaceAll('``', '`'),
    table: table.replaceAll('``', '`'),
  }
}

function covers(grant: Grant, { database, table }: Place): boolean {
  return (grant.database === '*' || matches(grant.database, database)) && (grant.table === '*' || grant.table === table)
}

/** In the name of a database `%` and `_` stand for others, unless a backslash is before them. */
function matches(pattern: string, name: string): boolean {
  const source = pattern.replace(/\\([%_])|[%_]|[^%_\\]+|\\/g, (part, escaped?: string) => {
    if (escaped !== undefined) return escaped
    if (part === '%') return '.*'
    return part === '_' ? '.' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${source}$`, 's').test(name)
}
