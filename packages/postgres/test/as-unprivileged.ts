/** Runs a piece of a test as a user without privileges, because nothing is forbidden to root. */
export async function asUnprivileged<T>(run: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0 || process.seteuid === undefined) return await run()
  const nobody = 65_534
  process.seteuid(nobody)
  try {
    return await run()
  } finally {
    process.seteuid(0)
  }
}
