import type { CallOptions } from '../../call-options.js'
import type { InsertProgress } from '../../provider-error.js'
import type { OnDuplicate } from '../storage-driver.js'

/** How many devices are inserted. `signal` ends the whole call; `timeoutMs` is the time that each batch may take. */
export interface InsertManyOptions extends CallOptions {
  /** What becomes of a device whose GUID exists, in whatever tenant. Default `fail`. */
  onDuplicate?: OnDuplicate | undefined
  /** Most devices that one statement stores, from 1 to 10,000; fewer when they are large. Default 400. */
  batchSize?: number | undefined
  /** Hears after each batch what is stored for certain. What it throws ends the call. */
  onProgress?: ((progress: InsertProgress) => void) | undefined
}

/** Which devices are read. `signal` ends the stream; `timeoutMs` is the time that each batch may take. */
export interface DeviceStreamOptions extends CallOptions {
  /** Only devices of this tenant; the empty text is a tenant of its own. Default: of every tenant. */
  tenantId?: string | undefined
  /** Begin behind this GUID, which no device needs to have: that of the last one seen. Default: at the start. */
  after?: string | undefined
  /** Most devices that one statement reads, from 1 to 10,000; fewer when they are large. Default 400. */
  batchSize?: number | undefined
}
