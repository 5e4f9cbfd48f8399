import type { Address } from '@dmt-providers/conformance'
import type { ConfigStore } from '@dmt-providers/core'
import type { MissingServer } from '../servers/server.js'
import type { ServerNodes } from '../servers/server-nodes.js'

/** Three nodes of a configuration store that the tests may break. */
export interface ConfigCluster extends ClusterHooks {
  readonly nodes: ServerNodes
  /** Where clients reach each node, in the order of the nodes. */
  readonly addresses: readonly Address[]
  /** Resolves once the nodes that run accept writes; answers the place of their leader. */
  leader(): Promise<number>
}

/** What only some stores have. A test that needs one which is missing is not run, and says so. */
export interface ClusterHooks {
  /** Drops the history of changes. */
  compact?(): Promise<void>
  /** Milliseconds of silence after which the session of a store that {@link ClusterFaults.open} opened has expired. */
  readonly sessionMs?: number
  /** Cuts a node off from the other two, and not from its clients; what it answers puts an end to that. */
  isolate?(place: number): Promise<() => Promise<void>>
  /** Takes from the user of {@link ClusterFaults.open} the right to read and write, and gives it back. */
  readonly rights?: { revoke(): Promise<void>; grant(): Promise<void> }
}

/** How to start a cluster, and to open stores on it. */
export interface ClusterFaults<Cluster extends ConfigCluster> {
  start(): Promise<Cluster | MissingServer>
  /**
   * Opens a store as a service does, on one address for each node: proxies, which count what is sent. Where the store
   * has a setting for how soon it notices a fault, a short one keeps the run short.
   */
  open(cluster: Cluster, at: readonly Address[]): ConfigStore
  /** The same as a user who keeps every right. Default: `open`. */
  openAdministrator?(cluster: Cluster, at: readonly Address[]): ConfigStore
  /** Bytes of a value that is larger than the store takes. */
  readonly tooLarge: number
  /** Why the cluster lacks a hook; one that it lacks without a reason fails. */
  readonly notRun?: Readonly<Partial<Record<keyof ClusterHooks, string>>>
}
