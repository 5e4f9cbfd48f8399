import { SingleBar } from 'cli-progress'

/** Shows how far a piece of work is. */
export interface Progress {
  update(done: number): void
  stop(): void
}

/**
 * A progress bar with rate and remaining time; plain lines, one a second, where the output is no terminal.
 * `total` and `done` count the same things.
 */
export function startProgress(title: string, total: number): Progress {
  const started = performance.now()
  const rate = (done: number) => Math.round((done * 1000) / Math.max(1, performance.now() - started))
  const bar = new SingleBar({
    format: `${title} {bar} {percentage}%  {value}/{total}  {rate}/s  ETA {eta_formatted}`,
    barCompleteChar: '#',
    barIncompleteChar: '-',
    barsize: 30,
    hideCursor: true,
    etaBuffer: 1000,
    noTTYOutput: true,
    notTTYSchedule: 1000,
    stream: process.stdout,
  })
  bar.start(total, 0, { rate: 0 })
  return {
    update: (done) => bar.update(done, { rate: rate(done) }),
    stop: () => bar.stop(),
  }
}
