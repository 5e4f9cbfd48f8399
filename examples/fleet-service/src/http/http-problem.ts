/** Why a request cannot be served: answered with `status` and a JSON body of `error` and `message`. */
export class HttpProblem extends Error {
  constructor(
    readonly status: 400 | 404 | 405 | 500,
    message: string,
  ) {
    super(message)
  }
}
