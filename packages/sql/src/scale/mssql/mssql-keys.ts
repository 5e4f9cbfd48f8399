/** Every text of the side tables is compared by code points, whatever collation the database has. */
export const exactly = 'collate Latin1_General_BIN2'

/** Texts are compared by a hash: as they are they would be too long for a key, and spaces at their end count for nothing. */
export const hashOf = (text: string) => `cast(hashbytes('SHA2_256', ${text}) as binary(32))`

/** The key of no instance; no text has this hash. */
export const noInstance = '0x'.padEnd(66, '0')

/** First byte of a GUID, as a number. */
export const bucketOf = (guid: string) => `convert(smallint, convert(binary(1), left(${guid}, 2), 2))`

/** The two digits that GUIDs of a bucket begin with. */
export const digitsOf = (bucket: string) => `lower(convert(char(2), convert(binary(1), ${bucket}), 2)) ${exactly}`
