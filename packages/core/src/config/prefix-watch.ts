import type { Guard } from '../guard.js'
import type { Operation } from '../operation.js'
import type { ProviderError } from '../provider-error.js'
import type { ConfigDriver } from './config-driver.js'
import { DriverWatch, type WatchAnswer } from './driver-watch.js'
import { KnownEntries } from './known-entries.js'
import { WatchReader, type WatchSource } from './watch-reader.js'

/** Milliseconds of the first pause before a watch is taken up again, and of any; half of each is drawn at random. */
const [firstPause, longestPause] = [100, 5_000]

/** Milliseconds after which a watch counts as one that worked, so that the next pause is a short one again. */
const proven = 5_000

/** What a watch needs of its store. */
export interface WatchedStore {
  readonly driver: ConfigDriver
  readonly guard: Guard
  readonly operation: Operation
}

/**
 * The one watch of a driver that all readers of a prefix share. It is taken up again when it is lost.
 *
 * A reader begins with what was read after it came: for those who come, all together, another watch is begun, whose
 * first answer is that. It takes the place of the former one, of which nothing is handed out any more from the moment
 * the other begins. So no reader ever sees an older state after a newer one, though nobody can tell by versions which of
 * two is older: what was handed out before is older than what is read later, and each watch answers in order.
 */
export class PrefixWatch implements WatchSource {
  readonly known = new KnownEntries()
  readonly #readers = new Set<WatchReader>()
  readonly #coming = new Set<WatchReader>()
  readonly #over = new AbortController()
  #watch: DriverWatch | undefined
  #admitting = false
  #wanted = false
  #failures = 0
  #pause: NodeJS.Timeout | undefined

  constructor(
    private readonly store: WatchedStore,
    private readonly prefix: string,
    /** Called once, when nobody reads any more. */
    private readonly ended: () => void,
  ) {}

  /** Begins to read. */
  join(): WatchReader {
    const reader = new WatchReader(this)
    this.#readers.add(reader)
    this.#coming.add(reader)
    if (!this.#admitting) void this.#admitAll()
    return reader
  }

  want(): void {
    this.#wanted = true
    this.#look()
  }

  leave(reader: WatchReader): void {
    this.#readers.delete(reader)
    this.#coming.delete(reader)
    if (this.#readers.size === 0) this.#end()
  }

  /** Ends it for every reader. */
  close(): void {
    for (const reader of [...this.#readers]) reader.leave()
  }

  /** Takes what the watch has told, and asks it for more when somebody waits; called whenever either may be so. */
  readonly #look = (): void => {
    if (this.#admitting) return
    try {
      const answer = this.#watch?.take()
      if (answer !== undefined) this.#heard(answer)
      if (this.#wanted) this.#watch?.ask(this.#look)
    } catch (error) {
      this.#fail(this.#wrapped(error))
    }
  }

  async #admitAll(): Promise<void> {
    this.#admitting = true
    // Those who come in the same turn begin together.
    await undefined
    while (this.#coming.size > 0) await this.#admit()
    this.#admitting = false
    this.#look()
  }

  /** Lets those in who have come until now. */
  async #admit(): Promise<void> {
    const { driver, guard, operation } = this.store
    const coming = [...this.#coming]
    this.#coming.clear()
    try {
      const open = await guard.run(operation, (call) => DriverWatch.open(driver, this.prefix, call), {
        signal: this.#over.signal,
      })
      this.#use(open.watch)
      this.#heard(open)
      for (const reader of coming) reader.admit()
    } catch (error) {
      for (const reader of coming) reader.fail(this.#wrapped(error))
    }
  }

  #heard(answer: WatchAnswer): void {
    if ('error' in answer) this.#lost(answer.error)
    else if (this.known.take(answer.entries)) this.#tell()
  }

  #tell(): void {
    this.#wanted = false
    for (const reader of this.#readers) reader.wake()
  }

  #lost(error: unknown): void {
    const failed = this.#wrapped(error)
    if (failed.retryable || failed.code === 'timeout') this.#pauseBeforeNext()
    else this.#fail(failed)
  }

  #pauseBeforeNext(): void {
    if (this.#watch !== undefined && this.#watch.age > proven) this.#failures = 0
    this.#use(undefined)
    this.#pause = setTimeout(() => this.#listen(), pauseAfter(this.#failures++))
  }

  #listen(): void {
    try {
      this.#use(new DriverWatch(this.store.driver, this.prefix))
    } catch (error) {
      this.#lost(error)
    }
    this.want()
  }

  /** Puts another watch in the place of the one that was there. */
  #use(watch: DriverWatch | undefined): void {
    clearTimeout(this.#pause)
    this.#watch?.end()
    this.#watch = watch
    // Everybody has left meanwhile.
    if (this.#over.signal.aborted) watch?.end()
  }

  /** Tells every reader of what waiting cannot help; whoever comes later begins anew. */
  #fail(error: ProviderError): void {
    for (const reader of [...this.#readers]) reader.fail(error)
  }

  #end(): void {
    if (this.#over.signal.aborted) return
    this.#over.abort()
    this.#use(undefined)
    this.ended()
  }

  #wrapped(error: unknown): ProviderError {
    return this.store.guard.wrap(error, this.store.operation.name)
  }
}

function pauseAfter(failures: number): number {
  const longest = Math.min(firstPause * 2 ** failures, longestPause)
  return longest / 2 + (Math.random() * longest) / 2
}
