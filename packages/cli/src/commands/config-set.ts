import type { CentralConfig } from '@dmt-providers/central-config'
import { documentKey, isReference, keepFields, referenceTo, withValue } from '@dmt-providers/central-config'
import { type JsonObject, type JsonValue, ProviderError } from '@dmt-providers/core'
import type { Command, CommandContext } from '../command.js'
import { configOptions, exitCodesHelp } from '../config/config-options.js'
import { checkedEdit } from '../config/edited.js'
import { secretOptions, withSecrets } from '../config/given-secrets.js'
import { givenValue } from '../config/given-value.js'
import { Refusal } from '../config/refusal.js'
import { reportChange } from '../config/report-change.js'
import { withCentral } from '../config/with-central.js'

/** Sets one key of the central configuration. */
export const configSet: Command = {
  summary: 'sets one key of the central configuration of a service',
  usage: '<key> <value> --service <service> [options]',
  arguments: [
    { name: 'key', help: 'the key, dotted for a nested one: mps_tls_config.minVersion' },
    {
      name: 'value',
      help: 'text for a key of text, JSON for any other: 25, true, ["a", "b"]; none with --secret-path',
      optional: true,
    },
  ],
  options: {
    ...configOptions,
    'allow-unknown': { help: 'also set a key that this release does not know, and that is no typo of one it knows' },
    ...secretOptions,
  },
  details: `The key and its value are checked first. The document is written only as it was read: when somebody else changed it
meanwhile it is read again, and both changes stand. A value that begins with - goes behind --.

A secret on the command line is refused, since a list of processes shows it. With --secret-path it is read from the
standard input without the line end after it, kept in the field of the key's name at that path, and a reference put in
its place. A field that is there with another value is never overwritten: for a new secret name another path, which
also tells the services, and lets a rollback find the old one.

${exitCodesHelp}`,
  run: (given) =>
    withCentral(given, async (central, context) => {
      const key = context.argument('key') ?? ''
      const value = context.given('secret-path')
        ? await keptSecret(context, central, key)
        : commandLineValue(context, central, key)
      return await write(context, central, key, value)
    }),
}

async function write(context: CommandContext, central: CentralConfig, key: string, value: JsonValue): Promise<number> {
  let before: JsonObject = {}
  const edit = edits(context, central, key, value)
  const result = await central.change((document) => {
    before = document
    return edit(document)
  })
  return reportChange(context, central, { before, result, idle: `nothing to change, ${key} is that already` })
}

function edits(context: CommandContext, central: CentralConfig, key: string, value: JsonValue) {
  const edit = (document: JsonObject) => withValue(document, key, value)
  return checkedEdit(central, edit, { allowUnknown: context.given('allow-unknown') })
}

function commandLineValue(context: CommandContext, { schema }: CentralConfig, key: string): JsonValue {
  const text = context.argument('value')
  if (context.given('secrets-env')) throw wrong('--secrets-env: goes with --secret-path')
  if (text === undefined) throw wrong('<value>: is missing')
  const value = givenValue(schema, key, text)
  const isSecret = schema.keys.some(({ name, scope }) => name === key && scope === 'secret')
  if (isSecret && !isReference(value)) {
    throw new Refusal([
      `${key}: is a secret, and a list of processes shows the command line; give it on the standard input with --secret-path <path>`,
    ])
  }
  return value
}

/** Reads a secret, keeps it in the secret store, and answers the reference to it. */
async function keptSecret(context: CommandContext, central: CentralConfig, key: string): Promise<JsonValue> {
  const path = context.text('secret-path') ?? ''
  if (context.argument('value') !== undefined) {
    const reason = 'takes the value from the standard input; one on the command line is shown by a list of processes'
    throw new Refusal([`--secret-path: ${reason}`])
  }
  const reference = referenceTo({ path, field: key })
  const found = await central.read({ signal: context.signal })
  if (found === undefined) throw central.absent()
  // Refused before anything is kept.
  edits(context, central, key, reference)(found.document)
  context.status?.(`${documentKey(central.service)}: type the value of ${key} and end it with Ctrl-D`)
  const value = (await context.input()).replace(/\r?\n$/, '')
  if (value === '') throw new Refusal([`${key}: the standard input is empty`])
  await withSecrets(context, central.service, (secrets) => keepFields(secrets, path, [[key, value]]))
  return reference
}

const wrong = (message: string) => new ProviderError('invalid-options', message)
