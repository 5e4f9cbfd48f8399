/** Lets this process write a path once at a time: writers that wait cost nothing, those that lose a race cost a write. */
export class PathQueue {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Runs `task` after every earlier one of the same path, whether that failed or not. */
  async run<T>(path: string, task: () => Promise<T>): Promise<T> {
    const before = this.#last.get(path) ?? Promise.resolve()
    const result = before.then(task, task)
    this.#last.set(path, result)
    try {
      return await result
    } finally {
      if (this.#last.get(path) === result) this.#last.delete(path)
    }
  }
}
