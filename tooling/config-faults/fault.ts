import type { ClusterHooks, ConfigCluster } from './config-cluster.js'
import type { WatchedCluster } from './watched-cluster.js'

/** One fault, after which its test asks for one more change and for quiet. */
export interface Fault {
  /** Begins with "when". */
  readonly title: string
  /** The hook without which it cannot be made. */
  readonly needs?: keyof ClusterHooks
  run(cluster: ConfigCluster, watched: WatchedCluster, limits: { readonly tooLarge: number }): Promise<void>
}
