import type { ResultRow, SqlConnection } from '../src/index.js'
import type { Arguments, Statement } from '../src/statement.js'

/** A connection that keeps what it is sent, and answers what the test says. */
export class RecordingConnection implements SqlConnection {
  readonly sent: { text: string; values: unknown[] }[] = []

  constructor(private readonly answer: (text: string) => ResultRow[] = () => []) {}

  async run({ text, bind }: Statement, args: Arguments) {
    this.sent.push({ text, values: bind(args) })
    return { rows: this.answer(text), affected: 0 }
  }

  async transaction<T>(body: (session: SqlConnection) => Promise<T>): Promise<T> {
    return await body(this)
  }

  async close(): Promise<void> {}
}
