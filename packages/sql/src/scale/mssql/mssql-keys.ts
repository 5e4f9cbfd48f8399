/** Every text of the side tables is compared by code points, whatever collation the database has. */
export const exactly = 'collate Latin1_General_BIN2'

/** Texts are compared by a hash: as they are they would be too long for a key, and spaces at their end count for nothing. */
export const hashOf = (text: string) => `cast(hashbytes('SHA2_256', ${text}) as binary(32))`

/** The key of no instance; no text has this hash. */
export const noInstance = '0x'.padEnd(66, '0')

/** The first two digits of a GUID. */
export const bucketOf = (guid: string) => `left(${guid}, 2)`
