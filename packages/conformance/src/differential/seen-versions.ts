import type { StepTable, StepVersion } from './differential-step.js'

/** Field that holds the name of a row, by table. */
const nameFields: Readonly<Partial<Record<StepTable, string>>> = {
  ciraConfigs: 'configName',
  domains: 'profileName',
  ieee8021xProfiles: 'profileName',
  wirelessProfiles: 'profileName',
  profiles: 'profileName',
}

/**
 * The versions that each row was seen with. Stores number versions as they like, so a version is known by its place
 * in the order of appearance since its row was added.
 */
export class SeenVersions {
  readonly #seen = new Map<string, string[]>()

  /** The version text that stands for what a step asks for. */
  resolve(table: StepTable, row: unknown, version: StepVersion): string {
    if (version === 'malformed') return 'no-version'
    const seen = this.#seen.get(keyOf(table, row)) ?? []
    return (version === 'current' ? seen.at(-1) : seen.at(-2)) ?? '0'
  }

  /** What a call answered, with each version replaced: the first of its row becomes `v1`. */
  replaceIn(table: StepTable, answer: unknown): unknown {
    if (Array.isArray(answer)) return answer.map((item) => this.replaceIn(table, item))
    if (typeof answer !== 'object' || answer === null || !('version' in answer)) return answer
    const [key, version] = [keyOf(table, answer), String(answer.version)]
    const seen = this.#seen.get(key) ?? []
    if (!seen.includes(version)) seen.push(version)
    this.#seen.set(key, seen)
    return { ...answer, version: `v${seen.indexOf(version) + 1}` }
  }

  /** Forgets a row that was deleted: a row of the same name is another one. */
  forget(table: StepTable, name: unknown, tenantId: unknown): void {
    this.#seen.delete(key(table, name, tenantId))
  }
}

function keyOf(table: StepTable, row: unknown): string {
  if (typeof row !== 'object' || row === null) return ''
  return key(table, Reflect.get(row, nameFields[table] ?? 'name'), Reflect.get(row, 'tenantId'))
}

function key(table: StepTable, name: unknown, tenantId: unknown): string {
  return JSON.stringify([table, String(name).toLowerCase(), tenantId])
}
