import type { StorageCase } from '../storage-context.js'
import type { NamedTableSubject } from './subject.js'
import { ciraConfigs, domains, ieee8021xProfiles, profiles, proxyConfigs, wirelessProfiles } from './subjects.js'

/** Makes the cases of one table. */
export type CasesOf = <Row extends object, RowInput extends object>(
  subject: NamedTableSubject<Row, RowInput>,
) => readonly StorageCase[]

/** The same cases for every named table. */
export function forEachNamedTable(casesOf: CasesOf): StorageCase[] {
  return [
    ...casesOf(ciraConfigs),
    ...casesOf(domains),
    ...casesOf(ieee8021xProfiles),
    ...casesOf(wirelessProfiles),
    ...casesOf(proxyConfigs),
    ...casesOf(profiles),
  ]
}
