import type { Finding } from './finding.js'

/** The report that lies beside the rendered files. */
export function report(title: string, findings: readonly Finding[], secrets: readonly string[]): string {
  const gaps = findings.flatMap(({ severity, capability, asked, message, workaround }) => [
    `- **${severity === 'error' ? 'not done' : 'note'}** \`${capability}\` (${asked.join(', ')}): ${message}`,
    ...(workaround === undefined ? [] : [`  - Do instead: ${workaround}`]),
  ])
  return [
    `# ${title}`,
    '',
    '## What to know',
    ...(gaps.length === 0 ? ['Everything that the description asks for is done natively.'] : gaps),
    '',
    '## Secrets to provide',
    ...(secrets.length === 0 ? ['None.'] : secrets.map((name) => `- \`${name}\``)),
    '',
  ].join('\n')
}
