/**
 * One thing per text and process: RPS constructs its database twice and uses both, and neither two pools nor two
 * embedded databases in one folder may come of that. What could not be made is made anew at the next call.
 */
export class OnePerText<T> {
  readonly #made = new Map<string, Promise<T>>()

  get(text: string, make: () => Promise<T>): Promise<T> {
    const known = this.#made.get(text)
    if (known !== undefined) return known
    const made = make().catch((error: unknown) => {
      this.forget(text)
      throw error
    })
    this.#made.set(text, made)
    return made
  }

  forget(text: string): void {
    this.#made.delete(text)
  }
}
