/** Changes of one group wait for each other within a process, since each of them writes the whole group. */
export class GroupQueue {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Runs `work` after all that was given for the same group before, whether that succeeded or not. */
  async after<T>(group: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(group)
    const running = before === undefined ? work() : before.then(work, work)
    this.#last.set(group, running)
    try {
      return await running
    } finally {
      if (this.#last.get(group) === running) this.#last.delete(group)
    }
  }
}
