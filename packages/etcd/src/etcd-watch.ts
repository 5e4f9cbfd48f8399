import type { Etcd3, IEvent } from 'etcd3'
import type { EtcdRange } from './etcd-range.js'

/** Who is told of changes. */
export interface EtcdListener {
  /** Changes in the order in which they were made. */
  changed(events: readonly IEvent[]): void
  /** The watch is over, with whatever error; may be called more than once. */
  failed(error: Error): void
}

/**
 * Begins to listen to what happens in a range from a revision on, by a stream of its own, and answers how to end that.
 * The client would share one stream, on which every later watch hangs once one was refused, and would come back by
 * itself, with a token that may be too old and from a revision whose history may be gone.
 */
export async function watchRange(
  client: Etcd3,
  range: EtcdRange,
  revision: string,
  listener: EtcdListener,
): Promise<() => void> {
  const stream = await client.watchClient.watch()
  stream.on('data', ({ canceled, cancel_reason, events }) => {
    if (canceled) listener.failed(new Error(`Watcher canceled: ${cancel_reason}`))
    else if (events.length > 0) listener.changed(events)
  })
  stream.on('error', (error) => listener.failed(error))
  stream.on('end', () => listener.failed(new Error('Watcher canceled: the stream ended')))
  stream.write({ create_request: { ...range, start_revision: revision, progress_notify: true } })
  return () => {
    // A stream that is cancelled before it was ended counts as a failure of the node, whose connections are then closed.
    stream.end()
    stream.cancel()
  }
}
