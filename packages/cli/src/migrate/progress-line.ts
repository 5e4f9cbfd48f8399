import type { MigrationProgress } from '@dmt-providers/core'
import type { CommandContext } from '../command.js'

/** Seconds between lines about a step that takes long, where no line can be replaced. */
const patience = 10

/** Tells how the steps go on, with the seconds that a long one has taken. */
export class ProgressLine {
  #timer: NodeJS.Timeout | undefined
  #begun = 0

  constructor(private readonly context: Pick<CommandContext, 'err' | 'status'>) {}

  /** Hears of each step before and after it. */
  heard(progress: MigrationProgress): void {
    this.stop()
    const { part, step, of, title, done } = progress
    const line = `  ${part} ${step}/${of}  ${title}`
    if (done) {
      this.context.status?.('')
      this.context.err(`${line}  (${this.#seconds()} s)`)
      return
    }
    this.#begun = performance.now()
    this.#show(line)
  }

  /** Nothing is under way any more. */
  stop(): void {
    clearInterval(this.#timer)
  }

  #show(line: string): void {
    const { status, err } = this.context
    status?.(`${line}  …`)
    const interval = status === undefined ? patience : 1
    this.#timer = setInterval(() => {
      const text = `${line}  … ${this.#seconds()} s`
      if (status === undefined) err(text)
      else status(text)
    }, interval * 1_000)
    this.#timer.unref()
  }

  #seconds(): string {
    return ((performance.now() - this.#begun) / 1_000).toFixed(1)
  }
}
