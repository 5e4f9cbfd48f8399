import {
  CentralConfig,
  checkDocument,
  leaves,
  mergeDocuments,
  parseDocument,
  resolveReferences,
  type Service,
  seedable,
  withValue,
} from '@dmt-providers/central-config'
import type { ConfigStore, JsonObject, SecretsStore } from '@dmt-providers/core'
import { commandLineNames } from './command-line-names.js'
import type { Host } from './host.js'
import { messageOf } from './message-of.js'

/** A value as the services' own Consul client answers it. */
export interface ConfigValue {
  Key: string
  Value: string
}

/** The central configuration of a service, in the form of its own Consul client. */
export class ConfigOfHost {
  readonly #central: CentralConfig

  constructor(
    private readonly store: ConfigStore,
    service: Service,
    private readonly host: Host<unknown>,
    private readonly openSecrets: () => Promise<SecretsStore>,
  ) {
    this.#central = new CentralConfig(store, service)
  }

  /** Resolves once the store answers; throws what it says otherwise. */
  async health(): Promise<boolean> {
    await this.store.probe()
    return true
  }

  /**
   * The central document with its references resolved; `null` when none was seeded. Throws `invalid-argument` that lists
   * the errors of the document, and what the stores throw.
   */
  async get(): Promise<ConfigValue[] | null> {
    const found = await this.#central.read()
    if (found === undefined) return null
    for (const { message } of this.#central.accept(found.document)) this.host.logger.warn(message)
    const resolved = await resolveReferences(found.document, this.openSecrets)
    return [{ Key: `${this.#central.service}/config`, Value: JSON.stringify(resolved) }]
  }

  /** Lays the documents over what the service's files say and under its environment and command line. */
  process(values: readonly ConfigValue[]): string {
    let config = this.host.configuration.Config as JsonObject
    for (const { Key, Value } of values) config = mergeDocuments(config, this.#withoutOwn(parseDocument(Value, Key)))
    this.host.configuration.Config = config
    return JSON.stringify(config)
  }

  /**
   * Writes the first document, without secrets and keys of one instance. Of many instances one wins, and the others take
   * over what it wrote. False when the store does not take it; the service then goes on with what it has.
   */
  async seed(config: JsonObject): Promise<boolean> {
    try {
      const { document } = seedable(this.#central.schema, known(this.#central, config))
      const { written } = await this.#central.seed(document)
      this.host.logger.info(`The central configuration was ${written ? 'seeded' : 'there already'}`)
      if (!written) this.process((await this.get()) ?? [])
      return true
    } catch (error) {
      this.host.logger.error(`The central configuration was not seeded: ${messageOf(error)}`)
      return false
    }
  }

  /** What the environment and the command line set is the instance's own. */
  #withoutOwn(document: JsonObject): JsonObject {
    const given = commandLineNames(process.argv)
    let rest = document
    for (const [name] of leaves(document)) {
      const variable = this.host.settings.variable(name.replaceAll('.', '__'))
      const isOwn = given.has(name) || this.host.settings.environment.get(variable) !== undefined
      if (isOwn) rest = withValue(rest, name, undefined)
    }
    return rest
  }
}

/** What the service made of its files, environment and command line holds more than configuration. */
function known({ schema }: CentralConfig, config: JsonObject): JsonObject {
  const plain: JsonObject = JSON.parse(JSON.stringify(config))
  const unknown = checkDocument(schema, plain).filter(({ kind }) => kind === 'unknown-key' || kind === 'bad-name')
  return unknown.reduce((rest, { key }) => withValue(rest, key, undefined), plain)
}
