import type { Command } from './command.js'

/** The help of one command. */
export function helpOf(name: string, { summary, usage, options, arguments: words = [], details }: Command): string {
  const taken = words.map((word): [string, string] => [`<${word.name}>`, word.help])
  const rows = Object.entries(options).map(([option, { value, help }]): [string, string] => [
    `--${option}${value === undefined ? '' : ` ${value}`}`,
    help,
  ])
  return [
    `dmt-providers ${name}: ${summary}`,
    '',
    `Usage: dmt-providers ${name} ${usage}`,
    '',
    ...aligned([...taken, ...rows]),
    '',
    details,
  ].join('\n')
}

/** The list of commands. */
export function overview(summaries: readonly [string, string][]): string {
  return [
    'dmt-providers: runs beside the services of the Device Management Toolkit',
    '',
    'Usage: dmt-providers <command> [options]',
    '',
    ...aligned(summaries),
    '',
    'dmt-providers <command> --help says more about one of them; --version prints the version.',
  ].join('\n')
}

function aligned(rows: readonly [string, string][]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`)
}
