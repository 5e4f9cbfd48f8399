/** Names of what the migration `0002-devices-scale` adds beside the hosts' own table. */
export const sideTables = {
  /** A row for each tag of each device. */
  tags: 'dmt_device_tags',
  /** How many devices a tenant has, by the first byte of their GUIDs. */
  counts: 'dmt_device_counts',
  /** How many devices of a tenant an MPS instance holds, and how many of them are connected. */
  connections: 'dmt_device_connections',
} as const

/** Where procedures keep the counts: by how much they differ from the two tables of counts at the moment. */
export const changesTable = 'dmt_device_changes'

/** Function that makes the key of a text for an index. */
export const keyFunction = 'dmt_key'

/** Bytes up to which a text is its own key: an entry of an index may have about 2,700, tenant and GUID included. */
export const longestKey = 400

/**
 * Writers spread over so many rows per count, because a row is held until its transaction ends. Counts are spread over
 * 256 places of GUIDs as well; one MPS instance has only its own rows.
 */
export const shards = { counts: 4, connections: 16 } as const
