import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Call } from '@dmt-providers/core'
import { expect } from 'vitest'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { folderOfPath } from '../src/file-records/folder-name.js'
import { FileRecords } from '../src/index.js'
import { record } from './record.js'

/** A call without a deadline. */
export const call = new Call({})

/** Records in a new folder of their own that does not exist yet. */
export async function openRecords() {
  const folder = join(await tempFolder(), 'store')
  const records = new FileRecords(folder)
  const folderOf = (path: string) => join(folder, 'records', folderOfPath(path))
  return { folder, records, folderOf }
}

/** Writes versions 1 to `count` of a path. */
export async function fill(records: FileRecords, path: string, count: number, keep = 10): Promise<void> {
  for (let version = 1; version <= count; version++) {
    const previous = version === 1 ? undefined : version - 1
    expect(await records.append(record(path, version), previous, keep, call)).toBe(true)
  }
}

/** The version files of a secret's folder, the newest last. */
export async function versionFiles(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /^\d/.test(name))
  return names.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).map((name) => join(folder, name))
}

/** The head files of a secret's folder; one, unless it is damaged. */
export async function headFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith('head-')).map((name) => join(folder, name))
}
