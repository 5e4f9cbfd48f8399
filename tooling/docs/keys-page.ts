import { type KnownKey, type Service, schemaOf, services } from '@dmt-providers/central-config'

const titles: Readonly<Record<Service, string>> = { mps: 'MPS', rps: 'RPS', console: 'Console', router: 'mps-router' }

/** The page of all keys of the services, made from the lists that check a central configuration. */
export function keysPage(): string {
  return `${[introduction, ...services.map(section)].join('\n\n')}\n`
}

const introduction = `# Keys of the services

Made from the lists that check a [central configuration](central-config.md); change those in \`packages/central-config/src/services\`, and run \`pnpm vitest run tooling/docs -u\`.

A key of one instance is never in the document, and a secret is there as a reference. A variable is named where the service takes the key by it.`

function section(service: Service): string {
  const { keys } = schemaOf(service)
  return [`## ${titles[service]}`, '', '| key | type | scope | meaning | variable |', '| --- | --- | --- | --- | --- |']
    .concat(keys.map(row))
    .join('\n')
}

function row({ name, scope, help, variable, ...key }: KnownKey): string {
  const cells = [
    `\`${name}\``,
    typeOf(key),
    scope === 'instance' ? 'one instance' : scope,
    help,
    variable === undefined ? '' : `\`${variable}\``,
  ]
  return `| ${cells.join(' | ')} |`
}

function typeOf({ type, choices, range }: Pick<KnownKey, 'type' | 'choices' | 'range'>): string {
  if (choices !== undefined) return choices.join(', ')
  if (type === 'truth') return 'true, false'
  return range === undefined ? type : `${type}, ${range[0]} to ${range[1]}`
}
