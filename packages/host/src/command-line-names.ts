/** Names of the options on a command line, as the services read them: `--web_port=1`, `--web_port 1`, `--no-listen_any`. */
export function commandLineNames(args: readonly string[]): ReadonlySet<string> {
  const names = args.flatMap((arg) => /^--(?:no-)?([^=]+)/.exec(arg)?.[1] ?? [])
  return new Set(names)
}
