/** Milliseconds for which a watch that failed may come back to its place: longer than any pause that core makes. */
const kept = 10_000

/** Who has a query of its own, among watches of which each is known by its prefix. */
export class OwnQueries {
  #active = 0
  readonly #failed = new Map<string, NodeJS.Timeout>()

  constructor(private readonly places: number) {}

  /** True when the watch may have a query; false when all places are taken, or kept for those that failed lately. */
  take(prefix: string): boolean {
    this.#forget(prefix)
    if (this.#active + this.#failed.size >= this.places) return false
    this.#active++
    return true
  }

  /** Gives the place of a watch to others, at once or, where it failed, when it has not come back. */
  end(prefix: string, failed: boolean): void {
    this.#active--
    // Else all watches would take turns in the places of those that failed, and their number bound nothing.
    this.#forget(prefix)
    if (failed) this.#failed.set(prefix, setTimeout(() => this.#failed.delete(prefix), kept).unref())
  }

  #forget(prefix: string): void {
    clearTimeout(this.#failed.get(prefix))
    this.#failed.delete(prefix)
  }
}
