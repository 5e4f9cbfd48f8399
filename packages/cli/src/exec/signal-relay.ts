/** Signals that end a process which does not handle them, and that ask a service to end. */
const stopping: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGQUIT']

/** What the terminal, or the shell in it, sends to every process of the group itself. */
const ofTerminal: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGTSTP', 'SIGCONT', 'SIGWINCH']

/** Every signal that Node can be told of and that says something to a service. */
const passedOn: readonly NodeJS.Signals[] = [
  ...stopping,
  ...(['SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGALRM', 'SIGVTALRM', 'SIGXCPU'] as const),
  ...(['SIGCONT', 'SIGTSTP', 'SIGWINCH', 'SIGURG', 'SIGIO', 'SIGPWR'] as const),
]

/** Who gets the signals. */
export interface SignalReceiver {
  /** Passes one on to the service; false when none runs. */
  pass(signal: NodeJS.Signals): boolean
  /** Sends one to everything that the service consists of. */
  passToAll(signal: NodeJS.Signals): void
  /** This process was asked to end. */
  stop(signal: NodeJS.Signals): void
}

/**
 * Passes the signals that this process gets on to the service. With a terminal both are in one process group, to which
 * the terminal sends its signals itself: those are not sent a second time.
 */
export class SignalRelay {
  readonly #listeners: readonly [NodeJS.Signals, () => void][]

  constructor(
    private readonly receiver: SignalReceiver,
    private readonly terminal: boolean,
  ) {
    const known = passedOn.filter((signal) => !(terminal && signal === 'SIGTSTP'))
    this.#listeners = known.map((signal) => [signal, () => this.#heard(signal)])
    for (const [signal, listener] of this.#listeners) listen(signal, listener)
  }

  close(): void {
    for (const [signal, listener] of this.#listeners) process.off(signal, listener)
  }

  #heard(signal: NodeJS.Signals): void {
    const isSent = this.terminal && ofTerminal.includes(signal)
    const isAlone = !isSent && !this.#pass(signal)
    const isHangUp = signal === 'SIGHUP' && (this.terminal || isAlone)
    if (stopping.includes(signal) || isHangUp) this.receiver.stop(signal)
  }

  /** False when there is no service to pass it on to. */
  #pass(signal: NodeJS.Signals): boolean {
    if (signal === 'SIGTSTP') this.#pause()
    else if (signal === 'SIGCONT') this.receiver.passToAll(signal)
    else return this.receiver.pass(signal)
    return true
  }

  /** A session of its own cannot be stopped by SIGTSTP: the system ignores it there. */
  #pause(): void {
    this.receiver.passToAll('SIGSTOP')
    process.kill(process.pid, 'SIGSTOP')
  }
}

/** Not every system has all of them. */
function listen(signal: NodeJS.Signals, listener: () => void): void {
  try {
    process.on(signal, listener)
  } catch {
    return
  }
}
