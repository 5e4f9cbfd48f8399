import type { MissingServer } from '../server.js'

/** A folder that holds `initdb` and `postgres`. */
export interface Binaries {
  folder: string
  how: string
}

/** Looks for PostgreSQL's programs, or gets them. */
export type FindBinaries = () => Promise<Binaries | MissingServer>
