/**
 * Hands a program's result to the program that started it, if there is one that listens. Resolves when it is on its
 * way, so that the process may end.
 */
export function handOver(result: object): Promise<void> {
  return new Promise((resolve, reject) => {
    if (process.send === undefined) return resolve()
    process.send(result, (error: Error | null) => (error === null ? resolve() : reject(error)))
  })
}
