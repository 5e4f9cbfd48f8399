import { mkdir, readdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  type Call,
  isProviderError,
  PathQueue,
  type RecordDriver,
  type RecordPosition,
  type SealedRecord,
} from '@dmt-providers/core'
import { fileErrorClass, hasErrno } from '../errors.js'
import { folderMode, syncFolder, writeNewFile } from './durable-file.js'
import { folderOfPath, goesOn, pathOfFolder } from './folder-name.js'
import { type FolderState, headOf, SecretFolder } from './secret-folder.js'
import { StoreFolder } from './store-folder.js'
import { newVersionFile, printVersionFile, type VersionFile, versionOf } from './version-file.js'

/**
 * Sealed records in a folder of a local file system, safe for several processes at once without any lock, so that
 * nothing has to be cleaned up after a process that was killed. Network file systems may answer a rename wrongly when
 * they repeat it and are not supported. Reasons: docs/decisions/0010-sealed-records-in-files.md.
 */
export class FileRecords implements RecordDriver {
  readonly provider = 'file'
  readonly classify = fileErrorClass
  readonly #store: StoreFolder
  readonly #queue = new PathQueue()

  /** `folder`: made at the first write, provided the folder above exists. */
  constructor(folder: string) {
    this.#store = new StoreFolder(folder)
  }

  async read(path: string, version: number | undefined): Promise<SealedRecord | undefined> {
    const file = await this.#unlessStoreIsGone(this.#folder(path).find(version))
    return file === undefined ? undefined : sealedRecord(path, file)
  }

  async versions(path: string): Promise<number[]> {
    return keptNames(await this.#state(path)).flatMap((name) => versionOf(name) ?? [])
  }

  async append(record: SealedRecord, previous: number | undefined, keep: number, call: Call): Promise<boolean> {
    return await this.#changing(record.path, call, async (state, folder) => {
      if (state?.newest.version !== previous) return 'refused'
      const newest = newVersionFile({ ...record, older: keptNames(state).slice(0, keep - 1) })
      const won = state === undefined ? this.#create(folder, newest) : folder.advance(state, newest)
      return (await won) ? 'done' : 'lost'
    })
  }

  async rewrap(record: SealedRecord, expectedKeyId: string, call: Call): Promise<boolean> {
    return await this.#changing(record.path, call, async (state, folder) => {
      const old = await folder.find(record.version)
      if (state === undefined || old?.keyId !== expectedKeyId) return 'refused'
      const fresh = newVersionFile({ ...record, older: old.older })
      const older = state.newest.older.map((name) => (name === old.name ? fresh.name : name))
      const won =
        state.newest.name === old.name
          ? folder.advance(state, fresh)
          : folder.advance(state, newVersionFile({ ...state.newest, older }), [fresh])
      return (await won) ? 'done' : 'lost'
    })
  }

  async remove(path: string, call: Call): Promise<boolean> {
    return await this.#queue.run(path, async () => {
      call.signal.throwIfAborted()
      return (await this.#store.exists()) && (await this.#store.discard(this.#folder(path).folder))
    })
  }

  async list(prefix: string): Promise<string[]> {
    if (!(await this.#store.exists())) return []
    return (await this.#paths(this.#store.records, [])).filter((path) => path.startsWith(prefix))
  }

  /** In order of path, by code unit, and version. A record whose file is damaged has no body, so that a walk goes on. */
  async scan(after: RecordPosition | undefined, limit: number): Promise<SealedRecord[]> {
    const paths = (await this.list('')).filter((path) => after === undefined || path >= after.path).sort()
    const found: SealedRecord[] = []
    for (const path of paths) {
      const from = path === after?.path ? after.version : 0
      for (const version of (await this.#foundVersions(path)).reverse()) {
        if (found.length === limit) return found
        const record = version > from ? await this.#found(path, version) : undefined
        if (record !== undefined) found.push(record)
      }
    }
    return found
  }

  async probe(): Promise<void> {
    await this.#store.probe()
  }

  async close(): Promise<void> {}

  #folder(path: string): SecretFolder {
    return new SecretFolder(join(this.#store.records, folderOfPath(path)))
  }

  async #state(path: string): Promise<FolderState | undefined> {
    return await this.#unlessStoreIsGone(this.#folder(path).read())
  }

  /** Nothing found is an answer only while the store itself is there, or was never made. */
  async #unlessStoreIsGone<T>(finding: Promise<T | undefined>): Promise<T | undefined> {
    const found = await finding
    if (found === undefined) await this.#store.exists()
    else await this.#store.understood()
    return found
  }

  async #foundVersions(path: string): Promise<number[]> {
    return await unlessDamaged(this.versions(path), async () => [await this.#folder(path).highest()])
  }

  async #found(path: string, version: number): Promise<SealedRecord | undefined> {
    return await unlessDamaged(this.read(path, version), async () => ({ path, version, keyId: '', body: '' }))
  }

  /** Tries a change until it is made or refused. Every race that is lost means that another process's change was made. */
  async #changing(path: string, call: Call, attempt: Attempt): Promise<boolean> {
    return await this.#queue.run(path, async () => {
      let outcome: Outcome = 'lost'
      while (outcome === 'lost') {
        call.signal.throwIfAborted()
        outcome = await attempt(await this.#state(path), this.#folder(path))
      }
      return outcome === 'done'
    })
  }

  /** Makes a secret's folder with its first version. False when another process was first. */
  async #create(target: SecretFolder, newest: VersionFile): Promise<boolean> {
    await this.#store.prepare()
    const pending = this.#store.pending()
    try {
      await mkdir(pending, { mode: folderMode })
      await writeNewFile(join(pending, newest.name), printVersionFile(newest))
      await writeNewFile(join(pending, headOf(newest.name)), '')
      await syncFolder(pending)
      await this.#makeWayTo(target.folder)
      await rename(pending, target.folder)
    } catch (error) {
      await this.#store.discard(pending)
      if (hasErrno(error, 'ENOTEMPTY', 'EEXIST')) return false
      throw error
    }
    await syncFolder(dirname(target.folder))
    return true
  }

  /** Makes the folders that a long name is nested in. They are never removed, so that nobody finds one gone. */
  async #makeWayTo(folder: string): Promise<void> {
    const above = dirname(folder)
    if (above === this.#store.records) return
    await this.#makeWayTo(above)
    await mkdir(above, { mode: folderMode }).catch((error: unknown) => {
      if (!hasErrno(error, 'EEXIST')) throw error
    })
    await syncFolder(dirname(above))
  }

  /** Every path below a folder, whatever else lies there. */
  async #paths(folder: string, above: readonly string[]): Promise<string[]> {
    const paths: string[] = []
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const names = [...above, entry.name]
      if (!entry.isDirectory()) continue
      if (goesOn(entry.name)) paths.push(...(await this.#paths(join(folder, entry.name), names)))
      else paths.push(...[pathOfFolder(names)].filter((path) => path !== undefined))
    }
    return paths
  }
}

type Outcome = 'done' | 'lost' | 'refused'

type Attempt = (state: FolderState | undefined, folder: SecretFolder) => Promise<Outcome>

async function unlessDamaged<T>(done: Promise<T>, otherwise: () => Promise<T>): Promise<T> {
  try {
    return await done
  } catch (error) {
    if (isProviderError(error) && error.code === 'internal') return await otherwise()
    throw error
  }
}

function keptNames(state: FolderState | undefined): string[] {
  return state === undefined ? [] : [state.newest.name, ...state.newest.older]
}

function sealedRecord(path: string, { version, keyId, body }: VersionFile): SealedRecord {
  return { path, version, keyId, body }
}
