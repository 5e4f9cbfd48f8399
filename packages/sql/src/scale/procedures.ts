/**
 * Names of the procedures that write devices, where no trigger keeps the side tables. Each is a transaction of its own,
 * in one round trip.
 */
export const procedures = {
  insert: 'dmt_device_insert',
  update: 'dmt_device_update',
  delete: 'dmt_device_delete',
  /** Many devices, all of which must be new. */
  insertBatch: 'dmt_devices_insert',
  /** Many devices, of which those that are there are passed over. */
  insertNewOfBatch: 'dmt_devices_insert_new',
  clearInstance: 'dmt_devices_clear',
  /** Reads a page far from the first. */
  listDeep: 'dmt_devices_page',
  /** A page of the devices that have all of some tags, two or more. */
  findByAllTags: 'dmt_devices_tagged',
  /** Every tag of a tenant. */
  listTags: 'dmt_devices_tags',
  /** Adds up what has changed, so that readers have less to add. */
  fold: 'dmt_devices_fold',
} as const
