import { setTimeout } from 'node:timers/promises'

// As a secrets manager that imports an SDK is: its module takes a while.
await setTimeout(300)

/** A secrets manager that is there late. */
export default class SlowSecrets {
  async health() {
    return { initialized: true, sealed: false }
  }
}
