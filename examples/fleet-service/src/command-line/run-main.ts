/**
 * Runs the main function of a program and ends the process with the exit code that it answers; with 1 and one
 * line of explanation when it throws. The process is ended because providers, like those of the hosts, keep their
 * connections until then.
 */
export function runMain(program: () => Promise<number>): void {
  program().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(`error: ${error instanceof Error ? error.message : String(error)}`)
      process.exit(1)
    },
  )
}
