import { getBySuffixStatement } from '../src/repositories/domain-repository.js'
import type { SqlDialect } from '../src/sql-dialect.js'
import type { Statement } from '../src/statement.js'
import { deviceBulkStatements } from '../src/statements/device-bulk-statements.js'
import { type DeviceStatements, deviceStatements } from '../src/statements/device-statements.js'
import { linkStatements } from '../src/statements/link-statements.js'
import { type NamedStatements, namedStatements } from '../src/statements/named-statements.js'
import { profileStatements } from '../src/statements/profile-statements.js'
import { recordStatements } from '../src/statements/record-statements.js'
import { tableModels } from '../src/table-models.js'

const named = ['ciraConfigs', 'domains', 'ieee8021xProfiles', 'wirelessProfiles', 'proxyConfigs'] as const
const links = ['profileWirelessConfigs', 'profileProxyConfigs'] as const

/** Every statement that a store of this dialect prepares. */
export function statementsOf(dialect: SqlDialect): Statement[] {
  const plain = deviceStatements(dialect)
  const scaled = dialect.deviceScale?.statements(dialect, plain)
  const bulk = deviceBulkStatements(dialect)
  return [
    ...new Set([...ofDevices(plain), ...(scaled === undefined ? [] : ofDevices(scaled))]),
    ...new Set([bulk, dialect.deviceScale?.bulk?.(dialect, bulk) ?? bulk].flatMap((one) => Object.values(one))),
    ...named.flatMap((table) => flat(namedStatements(dialect, tableModels[table]))),
    getBySuffixStatement(dialect),
    ...flat(profileStatements(dialect)),
    ...links.flatMap((table) => Object.values(linkStatements(dialect, tableModels[table]))),
    ...Object.values(recordStatements(dialect)),
  ]
}

/** Names of the arguments that each statement binds, in order, by its name. */
export function parametersOf(dialect: SqlDialect): ReadonlyMap<string, readonly string[]> {
  const bare = statementsOf({ ...dialect, encoders: {} })
  return new Map(bare.map(({ name, bind }) => [name, bind(namesItself).map(String)]))
}

/** Arguments in which each name is its own value. */
const namesItself = new Proxy<Record<string, string>>({}, { get: (_, name) => String(name) })

/** A search for all of so many tags has a statement of its own for each number, up to some number. */
function ofDevices({ findByAllTags, findByAnyTag, ...statements }: DeviceStatements): Statement[] {
  const searches = Array.from({ length: 9 }, (_, index) => [findByAllTags(index + 1), findByAnyTag(index + 2)])
  return [...Object.values(statements), ...searches.flat()]
}

function flat({ referrers, ...statements }: NamedStatements): Statement[] {
  return [...Object.values(statements), ...referrers]
}
