/** Steps of the demo with their durations, and the checks made on the way. */
export class Checks {
  readonly #steps: { title: string; seconds: number }[] = []
  #passed = 0
  #failed = 0

  /** Runs one step under a heading. */
  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    console.log(`\n${this.#steps.length + 1}. ${title}`)
    const started = performance.now()
    const result = await work()
    this.#steps.push({ title, seconds: (performance.now() - started) / 1000 })
    return result
  }

  /** Notes whether something that must hold does. */
  check(what: string, holds: boolean): void {
    if (holds) this.#passed++
    else this.#failed++
    console.log(`   ${holds ? 'ok    ' : 'FAILED'} ${what}`)
  }

  /** Durations and totals, as lines of text. */
  summary(): string {
    const width = Math.max(...this.#steps.map(({ title }) => title.length))
    const lines = this.#steps.map(
      ({ title, seconds }) => `  ${title.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s`,
    )
    return [...lines, `  ${this.#passed} checks passed, ${this.#failed} failed`].join('\n')
  }

  get ok(): boolean {
    return this.#failed === 0
  }
}
