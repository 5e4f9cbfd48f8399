import { exactCollation } from '../../dialects/mssql-texts.js'

/** Every text of the side tables is compared by code points, whatever collation the database has. */
export const exactly = `collate ${exactCollation}`

/** The key of no instance; no text has this hash. */
export const noInstance = '0x'.padEnd(66, '0')

/** The first two digits of a GUID. */
export const bucketOf = (guid: string) => `left(${guid}, 2)`
