import { Call } from '@dmt-providers/core'
import { AwsError } from '@dmt-providers/credentials'
import { type BatchAnswer, type ReadVersion, type SecretsClient, unexpected } from './secrets-client.js'

/** Secrets that AWS answers in one call. Source: BatchGetSecretValue in its API reference. */
const mostNames = 20

/** A read that waits for its batch. */
interface Waiting {
  readonly name: string
  resolve(read: ReadVersion): void
  reject(error: unknown): void
}

/** Current versions of secrets, asked for in batches of what is asked for at the same time. */
export class BatchReader {
  #waiting: Waiting[] = []

  constructor(private readonly client: SecretsClient) {}

  /** Reads one; throws what a call for it alone would. A call that ends early leaves its batch to the others. */
  read(name: string): Promise<ReadVersion> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#flush())
      this.#waiting.push({ name, resolve, reject })
    })
  }

  #flush(): void {
    const all = this.#waiting
    this.#waiting = []
    const names = [...new Set(all.map(({ name }) => name))]
    for (let start = 0; start < names.length; start += mostNames) {
      const batch = new Set(names.slice(start, start + mostNames))
      void this.#ask(
        [...batch],
        all.filter(({ name }) => batch.has(name)),
      )
    }
  }

  async #ask(names: readonly string[], readers: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.client.readBatch(names, new Call({}))
      for (const reader of readers) settle(reader, answers.get(reader.name))
    } catch (error) {
      for (const { reject } of readers) reject(error)
    }
  }
}

/** A name of which nothing is said is not absent. */
function settle({ name, resolve, reject }: Waiting, answer: BatchAnswer | undefined): void {
  if (answer === undefined) reject(unexpected(`left ${name} out of the answer to a batch`))
  else if (answer instanceof AwsError) reject(answer)
  else resolve(answer)
}
