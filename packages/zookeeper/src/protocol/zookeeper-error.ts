import { type StatusName, status } from './status.js'

const names = new Map<number, string>(Object.entries(status).map(([name, code]) => [code, name]))

/** ZooKeeper refused a request. */
export class ZookeeperError extends Error {
  override readonly name = 'ZookeeperError'
  /** Name of the status, or its number where it has none here. */
  readonly statusName: string

  constructor(code: number) {
    const statusName = names.get(code) ?? String(code)
    super(`ZooKeeper answered ${statusName}`)
    this.statusName = statusName
  }

  /** Whether it answered with one of these. */
  is(...wanted: readonly StatusName[]): boolean {
    return wanted.some((name) => name === this.statusName)
  }
}
