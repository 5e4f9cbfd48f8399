/**
 * Hears of signals with one listener for each, however many watches it ends: Node takes more than ten on one signal for
 * a leak, and a service ends all its watches by one.
 */
export class AbortListeners {
  readonly #heard = new Map<AbortSignal, { readonly calls: Set<() => void>; readonly fire: () => void }>()

  /** Has a function called when the signal fires; it is told apart from others by its identity. */
  add(signal: AbortSignal, call: () => void): void {
    const { calls } = this.#heard.get(signal) ?? this.#listen(signal)
    calls.add(call)
  }

  remove(signal: AbortSignal, call: () => void): void {
    const heard = this.#heard.get(signal)
    heard?.calls.delete(call)
    if (heard?.calls.size !== 0) return
    signal.removeEventListener('abort', heard.fire)
    this.#heard.delete(signal)
  }

  #listen(signal: AbortSignal) {
    const calls = new Set<() => void>()
    const fire = () => {
      for (const call of [...calls]) call()
    }
    const heard = { calls, fire }
    this.#heard.set(signal, heard)
    signal.addEventListener('abort', fire)
    return heard
  }
}
