import type { DifferentialStep, StepTable } from './differential-step.js'
import { SeededRandom } from './seeded-random.js'
import { spoil, stepRows, thin } from './step-rows.js'
import { StepValues } from './step-values.js'

/** Where a sequence takes place. */
export interface SequenceOptions {
  /** Tenants that the calls name. Default: the empty one, `a` and `b`, for a place that is empty. */
  tenants?: readonly [string, ...string[]]
  /** Text that keeps GUIDs and MPS instances of this sequence apart from others. Default: empty. */
  scope?: string
}

type RowTable = keyof typeof stepRows
type Make = (values: StepValues) => DifferentialStep

const tables: readonly [RowTable, ...RowTable[]] = [
  'devices',
  'ciraConfigs',
  'domains',
  'ieee8021xProfiles',
  'wirelessProfiles',
  'wirelessProfiles',
  'proxyConfigs',
  'proxyConfigs',
  'profiles',
  'profiles',
  'profiles',
]

/**
 * A sequence of storage calls, valid and invalid, the same for the same seed. Names, tags, GUIDs and tenants are few,
 * so that calls meet each other's rows. Play it on each of two stores with `replay` and compare the outcomes.
 */
export function differentialSequence(
  seed: number,
  length: number,
  options: SequenceOptions = {},
): readonly DifferentialStep[] {
  const random = new SeededRandom(seed)
  const values = new StepValues(random, options.tenants ?? ['', 'a', 'b'], options.scope ?? '')
  return Array.from({ length }, () => random.pick([writeStep, writeStep, readStep, deviceStep, linkStep])(values))
}

const writeStep: Make = (values) => {
  const { random } = values
  const table = random.pick(tables)
  if (random.chance(0.15)) return deletion(table, values)
  const row = givenRow(table, values)
  if (random.chance(0.6)) return { table, method: 'insert', args: [row] }
  if (table === 'devices') return { table, method: 'update', args: [row] }
  const version = random.pick(['current', 'current', 'current', 'current', 'earlier', 'malformed'] as const)
  return { table, method: 'update', args: [row], version }
}

function givenRow(table: RowTable, values: StepValues) {
  const row = stepRows[table](values)
  if (values.random.chance(0.05)) return spoil(row, values)
  return values.random.chance(0.2) ? thin(row, values) : row
}

function deletion(table: RowTable, values: StepValues): DifferentialStep {
  const key = table === 'devices' ? values.guid() : values.name()
  return { table, method: 'delete', args: [key, values.tenant()] }
}

const readStep: Make = (values) => {
  const { random } = values
  const table = random.pick(tables)
  const tenant = values.tenant()
  const key = table === 'devices' ? values.guid() : values.name()
  return random.pick<DifferentialStep>([
    { table, method: 'count', args: [tenant] },
    { table, method: 'list', args: [values.page(), tenant] },
    { table, method: 'get', args: [key, tenant] },
    { table: 'domains', method: 'getBySuffix', args: [values.name(), tenant] },
  ])
}

const deviceStep: Make = (values) => {
  const { random } = values
  const [table, tenant, tags] = ['devices' as const, values.tenant(), values.tags() ?? []]
  return random.pick<DifferentialStep>([
    { table, method: 'insert', args: [givenRow(table, values)] },
    { table, method: 'update', args: [givenRow(table, values)] },
    { table, method: 'insert', args: [givenRow(table, values)] },
    { table, method: 'list', args: [values.page(), tenant] },
    { table, method: 'list', args: [values.page(), tenant] },
    { table, method: 'findByTags', args: [tags.slice(0, 2), random.pick(['all', 'any']), values.page(), tenant] },
    { table, method: 'findByHostname', args: [values.text() ?? 'Host', tenant] },
    { table, method: 'findByFriendlyName', args: [values.text() ?? 'x', tenant] },
    { table, method: 'listTags', args: [tenant] },
    { table, method: 'countConnected', args: [tenant] },
    { table, method: 'get', args: [values.guid()] },
    { table, method: 'clearInstance', args: [values.instance() ?? 'no-instance'] },
    { table, method: 'insertMany', args: [someDevices(values), batchesOf(values)] },
    {
      table,
      method: 'stream',
      args: [{ tenantId: tenant, batchSize: 2, ...(random.chance(0.5) && { after: values.guid() }) }],
    },
  ])
}

function someDevices(values: StepValues) {
  return values.random.some([1, 2, 3, 4, 5], 3).map(() => givenRow('devices', values))
}

function batchesOf({ random }: StepValues) {
  return { batchSize: random.pick([1, 2, 3]), onDuplicate: random.pick(['fail', 'skip', 'skip']) }
}

const linkStep: Make = (values) => {
  const { random } = values
  const table: StepTable = random.pick(['profileWirelessConfigs', 'profileProxyConfigs'])
  const at = [values.name(), values.tenant()]
  const method = random.pick(['list', 'list', 'create', 'create', 'create', 'delete'])
  if (method !== 'create') return { table, method, args: at }
  const links = values.links()
  const wireless = links.map(({ name, priority }) => ({ profileName: name, priority }))
  return { table, method, args: [table === 'profileProxyConfigs' ? links : wireless, ...at] }
}
