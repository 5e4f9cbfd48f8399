/** True for what the server itself said: the connection is then ready for the next statement. */
export function isAnswer(error: unknown): boolean {
  return error instanceof Error && typeof Reflect.get(error, 'severity') === 'string'
}
