/** Errors after which a connection is of no more use although the server itself told them: it ends, or cannot write. */
const last = new Set(['25006', '25P03', '57P01', '57P02', '57P03', '57P04', '57P05'])

/**
 * True for what the server itself said, unless it ends the connection with it: the connection is then ready for the next
 * statement. One whose server turned read-only is given up, since the next may lead to the server that took over.
 */
export function keepsConnection(error: unknown): boolean {
  if (!(error instanceof Error) || typeof Reflect.get(error, 'severity') !== 'string') return false
  return !last.has(String(Reflect.get(error, 'code')))
}
