/** Events in one turn of the event loop that count as a flood. Linux keeps 16,384 of them by default. */
const flood = 256

const told = new Set<() => void>()
let heard = 0

/**
 * Linux drops what happens once too many events wait to be read, and Node says nothing of that. All watches of a process
 * share what may wait. So whoever reads many at once takes it that more have been dropped. Source: inotify(7).
 */
export const eventFloods = {
  /** Counts an event of any watch. */
  count(): void {
    // All events that wait are read in one turn; what is looked at afterwards is newer than what was dropped.
    if (heard++ === 0) setImmediate(endTurn)
  },

  /** Has a function called at the end of each turn with a flood. */
  tell(call: () => void): void {
    told.add(call)
  },

  leave(call: () => void): void {
    told.delete(call)
  },
}

function endTurn(): void {
  const count = heard
  heard = 0
  if (count >= flood) for (const call of [...told]) call()
}
