/** What `dmt-providers exec` says of itself, apart from what its service says. */
export type ExecEvent =
  | 'starting'
  | 'changed'
  | 'restarting'
  | 'killed'
  | 'refused'
  | 'kept'
  | 'stopping'
  | 'environment'
  | 'leftovers'
  | 'away'
  | 'back'
  | 'warning'
  | 'seeded'
  | 'fallback'
  | 'failed'

/** How the lines of `exec` look. */
export interface ExecLogOptions {
  readonly service: string
  /** Leaves out what is not a warning or an error. */
  readonly quiet: boolean
  /** Each line is an object of JSON: `time`, `level`, `service`, `event`, `message` and details. */
  readonly json: boolean
}

/** Writes the lines of `exec`. Nothing that may hold a secret is given to it: names and versions, never values. */
export class ExecLog {
  constructor(
    private readonly write: (line: string) => void,
    private readonly options: ExecLogOptions,
  ) {}

  info(event: ExecEvent, message: string, details: Readonly<Record<string, unknown>> = {}): void {
    if (!this.options.quiet) this.#line('info', event, message, details)
  }

  /** Something good that who reads only warnings waits for. */
  notice(event: ExecEvent, message: string): void {
    this.#line('info', event, message, {})
  }

  warning(event: ExecEvent, message: string, details: Readonly<Record<string, unknown>> = {}): void {
    this.#line('warning', event, message, details)
  }

  error(message: string, details: Readonly<Record<string, unknown>> = {}): void {
    this.#line('error', 'failed', message, details)
  }

  #line(level: string, event: ExecEvent, message: string, details: Readonly<Record<string, unknown>>): void {
    const { json, service } = this.options
    const entry = { time: new Date().toISOString(), level, service, event, message, ...details }
    try {
      this.write(json ? JSON.stringify(entry) : `dmt-providers: ${message}`)
    } catch {
      // A disk without room for a line is no reason to leave the service alone.
      return
    }
  }
}
