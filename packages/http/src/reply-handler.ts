import type { IncomingHttpHeaders } from 'node:http'
import type { Cancellable } from '@dmt-providers/core'
import type { Dispatcher } from 'undici'
import type { HttpReply, Until } from './http-transport.js'

/**
 * Puts one reply together from what undici reads. Its own `request` makes a stream of each body and wants a signal for
 * each request, which costs as much as all the rest of a read.
 */
export class ReplyHandler implements Dispatcher.DispatchHandler, Cancellable {
  readonly #chunks: Buffer[] = []
  #status = 0
  #headers: IncomingHttpHeaders = {}
  #controller: Dispatcher.DispatchController | undefined
  #stopped: Error | undefined
  readonly #abort = () => {
    if (this.until instanceof AbortSignal) this.stop(this.until.reason)
  }

  constructor(
    private readonly resolve: (reply: HttpReply) => void,
    private readonly reject: (error: unknown) => void,
    private readonly until: Until,
  ) {
    if (!(until instanceof AbortSignal)) until.begin(this)
    else if (until.aborted) this.stop(until.reason)
    else until.addEventListener('abort', this.#abort)
  }

  /** Ends the request, at once or, while it waits for a connection, as soon as it would get one. */
  stop(reason: unknown): void {
    this.#stopped = reason instanceof Error ? reason : new Error('the request was stopped', { cause: reason })
    this.#controller?.abort(this.#stopped)
    this.#fail(this.#stopped)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#stopped !== undefined) controller.abort(this.#stopped)
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status
    this.#headers = headers
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    const [first] = this.#chunks
    const whole = this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks)
    const headers = this.#headers
    this.#end()
    this.resolve({ status: this.#status, text: whole.toString(), header: (name) => textOf(headers[name]) })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(error)
  }

  #fail(error: Error): void {
    this.#end()
    this.reject(error)
  }

  #end(): void {
    // A signal may outlive thousands of requests.
    if (this.until instanceof AbortSignal) this.until.removeEventListener('abort', this.#abort)
    else this.until.end(this)
  }
}

const textOf = (value: string | readonly string[] | undefined) => (typeof value === 'string' ? value : value?.[0])
