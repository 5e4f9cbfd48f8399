import { awsKmsOptions } from '@dmt-providers/aws-kms'
import { awsSecretsManagerOptions } from '@dmt-providers/aws-secrets-manager'
import { azureKeyOptions, azureKeyVaultOptions } from '@dmt-providers/azure-key-vault'
import { consulOptions } from '@dmt-providers/consul'
import type { OptionDescription, OptionsDefinition } from '@dmt-providers/core'
import { envelopeOptions } from '@dmt-providers/envelope'
import { etcdOptions } from '@dmt-providers/etcd'
import { fileOptions } from '@dmt-providers/file'
import { mariadbOptions } from '@dmt-providers/mariadb'
import { mssqlOptions } from '@dmt-providers/mssql'
import { pgliteOptions, postgresOptions } from '@dmt-providers/postgres'
import { vaultOptions, vaultTransitOptions } from '@dmt-providers/vault'
import { zookeeperOptions } from '@dmt-providers/zookeeper'

const definitions: readonly OptionsDefinition<unknown>[] = [
  postgresOptions,
  pgliteOptions,
  mariadbOptions,
  mssqlOptions,
  envelopeOptions,
  vaultOptions,
  vaultTransitOptions,
  awsKmsOptions,
  awsSecretsManagerOptions,
  azureKeyVaultOptions,
  azureKeyOptions,
  fileOptions,
  etcdOptions,
  consulOptions,
  zookeeperOptions,
]

const everyStore = [
  { name: 'timeoutMs', help: 'Milliseconds that one call may take, attempts and pauses included; default 30000' },
  {
    name: 'retries',
    help: 'Attempts after the first on transient failures, of what is safe to repeat; default 3, 0 for none',
  },
]

/** The page of all options, made from the schemas that check them. */
export function optionsPage(): string {
  const sections = definitions.map(({ provider, options }) => section(provider, options))
  return `${[introduction, section('every store, in code', everyStore), ...sections].join('\n\n')}\n`
}

const introduction = `# Options

Made from the schemas that check them; change those, and run \`pnpm vitest run tooling/docs -u\`.

Each option may be given in code, as a parameter of the URL, or by the environment variable named, in that order. Names of environment variables are matched without regard to case.`

function section(title: string, options: readonly OptionDescription[]): string {
  const rows = options.map(({ name, help, env, secret }) => {
    const variable = env === undefined ? '' : `\`${env}\``
    return `| \`${name}\` | ${help}${secret === true ? ' (never printed)' : ''} | ${variable} |`
  })
  return [`## ${title}`, '', '| option | meaning | environment |', '| --- | --- | --- |', ...rows].join('\n')
}
