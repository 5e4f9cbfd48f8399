/** Names of all methods of `T`. */
export type MethodNames<T> = Readonly<Record<keyof T & string, true>>

/**
 * An object with the methods of `T` whose first call loads the real one. A host takes the tables of a database in the
 * very moment it has constructed it, when nothing heavy may have been imported yet.
 */
export function deferred<T extends { [K in keyof T]: (...args: never[]) => Promise<unknown> }>(
  names: MethodNames<T>,
  load: () => Promise<T>,
): T {
  const methods = Object.keys(names).map((name) => [
    name,
    async (...args: never[]) => await (await load())[name as keyof T](...args),
  ])
  return Object.fromEntries(methods) as T
}
