import type { Connection } from 'tedious'

/** What the server says of a login that it refuses: the driver passes on its words alone, without the number. */
interface Told {
  readonly number: number
  readonly message: string
}

/** Says that a login failed, and comes last, behind the reason where the server tells one. */
const loginFailed = 18_456

/** Listens to what a server says while a connection logs in. */
export class LoginErrors {
  readonly #told: Told[] = []
  readonly #hear = ({ number, message }: Told) => void this.#told.push({ number, message })

  constructor(private readonly connection: Connection) {
    connection.on('errorMessage', this.#hear)
  }

  /** To be called when the login has ended. */
  end(): void {
    this.connection.off('errorMessage', this.#hear)
  }

  /** The driver's error with the number and words of the reason. */
  explained(error: Error): Error {
    const reason = this.#told.find(({ number }) => number !== loginFailed) ?? this.#told[0]
    return reason === undefined ? error : Object.assign(error, reason)
  }
}
