import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { type Call, type Environment, ProviderError } from '@dmt-providers/core'
import { AwsAbort, AwsError, type AwsTarget, awsClientSettings, awsError } from '@dmt-providers/credentials'
import type { StoredName } from './secret-name.js'

/** Stage of the version that a secret has now. Always named: a stand-in answers another one without it. */
export const currentStage = 'AWSCURRENT'

/** Stage of a version that says that the secret was deleted. */
export const deletedStage = 'dmt-deleted'

/** One version as AWS answers it. */
export interface ReadVersion {
  readonly id: string
  readonly text: string | undefined
}

/** A version to be written. */
export interface NewVersion {
  /** Its id; writing the same one with the same text again is one version. */
  readonly id: string
  readonly text: string
  readonly deleted?: boolean
}

/** A secret as a listing shows it, without its value. */
export interface ListedSecret extends StoredName {
  readonly stages: Readonly<Record<string, readonly string[]>>
}

/** One answer of a batch: a version, or what AWS said in its place. */
export type BatchAnswer = ReadVersion | AwsError

/** Where the client goes. */
export type SecretsTarget = Omit<AwsTarget, 'option'>

/**
 * The calls of Secrets Manager that this package makes, each under the signal of its call. They throw `AwsError`, and a
 * `ProviderError` where there are no credentials.
 */
export class SecretsClient {
  #client: Promise<SecretsManagerClient> | undefined

  constructor(
    private readonly target: SecretsTarget,
    private readonly environment: Environment,
  ) {}

  /** The version at a stage, or that of an id. */
  async read(name: string, version: { stage: string } | { id: string }, call: Call): Promise<ReadVersion> {
    const which = 'id' in version ? { VersionId: version.id } : { VersionStage: version.stage }
    const { VersionId = '', SecretString } = await this.#send(call, (client, options) =>
      client.send(new GetSecretValueCommand({ SecretId: name, ...which }), options),
    )
    return { id: VersionId, text: SecretString }
  }

  /** The current versions of up to 20 secrets, by name. */
  async readBatch(names: readonly string[], call: Call): Promise<ReadonlyMap<string, BatchAnswer>> {
    const answers = new Map<string, BatchAnswer>()
    let NextToken: string | undefined
    do {
      const command = new BatchGetSecretValueCommand({
        SecretIdList: [...names],
        ...(NextToken !== undefined && { NextToken }),
      })
      const page = await this.#send(call, (client, options) => client.send(command, options))
      for (const { Name = '', VersionId = '', SecretString } of page.SecretValues ?? [])
        answers.set(Name, { id: VersionId, text: SecretString })
      for (const { SecretId = '', ErrorCode, Message } of page.Errors ?? [])
        answers.set(SecretId, told(ErrorCode, Message))
      NextToken = page.NextToken || undefined
    } while (NextToken !== undefined)
    return answers
  }

  async describe(name: string, call: Call): Promise<DescribeSecretCommandOutput> {
    return await this.#send(call, (client, options) =>
      client.send(new DescribeSecretCommand({ SecretId: name }), options),
    )
  }

  async create(
    { name, rest }: StoredName,
    kmsKeyId: string | undefined,
    { id, text }: NewVersion,
    call: Call,
  ): Promise<void> {
    const command = new CreateSecretCommand({
      Name: name,
      Description: rest ?? 'Secret of the Device Management Toolkit',
      SecretString: text,
      ClientRequestToken: id,
      ...(kmsKeyId !== undefined && { KmsKeyId: kmsKeyId }),
    })
    await this.#send(call, (client, options) => client.send(command, options))
  }

  async write(name: string, { id, text, deleted }: NewVersion, call: Call): Promise<void> {
    const command = new PutSecretValueCommand({
      SecretId: name,
      SecretString: text,
      ClientRequestToken: id,
      VersionStages: deleted === true ? [currentStage, deletedStage] : [currentStage],
    })
    await this.#send(call, (client, options) => client.send(command, options))
  }

  async remove(name: string, recoveryDays: number, call: Call): Promise<void> {
    const command = new DeleteSecretCommand({ SecretId: name, RecoveryWindowInDays: recoveryDays })
    await this.#send(call, (client, options) => client.send(command, options))
  }

  async restore(name: string, call: Call): Promise<void> {
    await this.#send(call, (client, options) => client.send(new RestoreSecretCommand({ SecretId: name }), options))
  }

  /** Secrets whose names start so, those that are scheduled for deletion left out. */
  async list(start: string, call: Call): Promise<ListedSecret[]> {
    const found: ListedSecret[] = []
    let NextToken: string | undefined
    do {
      const command = new ListSecretsCommand({
        Filters: [{ Key: 'name', Values: [start] }],
        MaxResults: 100,
        ...(NextToken !== undefined && { NextToken }),
      })
      const page = await this.#send(call, (client, options) => client.send(command, options))
      for (const { Name = '', Description: rest, SecretVersionsToStages: stages = {} } of page.SecretList ?? [])
        found.push({ name: Name, rest, stages })
      NextToken = page.NextToken || undefined
    } while (NextToken !== undefined)
    return found
  }

  /** The ids of all versions that AWS still keeps, those without a stage too. */
  async versionIds(name: string, call: Call): Promise<string[]> {
    const found: string[] = []
    let NextToken: string | undefined
    do {
      const command = new ListSecretVersionIdsCommand({
        SecretId: name,
        IncludeDeprecated: true,
        ...(NextToken !== undefined && { NextToken }),
      })
      const page = await this.#send(call, (client, options) => client.send(command, options))
      found.push(...(page.Versions ?? []).map(({ VersionId = '' }) => VersionId))
      NextToken = page.NextToken || undefined
    } while (NextToken !== undefined)
    return found
  }

  /** Closes idle connections and ends calls under way. */
  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined)
    client?.destroy()
  }

  async #send<T>(
    call: Call,
    send: (client: SecretsManagerClient, options: { abortSignal: AwsAbort }) => Promise<T>,
  ): Promise<T> {
    this.#client ??= this.#open()
    try {
      const client = await this.#client
      return await AwsAbort.during(call, (abortSignal) => send(client, { abortSignal }))
    } catch (error) {
      throw awsError(error)
    }
  }

  async #open(): Promise<SecretsManagerClient> {
    try {
      const target = { ...this.target, option: 'credentials of AWS' }
      return new SecretsManagerClient(await awsClientSettings(target, this.environment))
    } catch (error) {
      // Asked again by the next call: a token file may be mounted late.
      this.#client = undefined
      throw error
    }
  }
}

/** What a batch says of one of its secrets, as the call for it alone would throw it. */
function told(code = 'InternalServiceError', message = ''): AwsError {
  const error = new Error(message)
  error.name = code
  return new AwsError(error, { headers: {}, status: 0, code: undefined })
}

/** An answer that AWS's own reference does not have. */
export function unexpected(what: string): ProviderError {
  return new ProviderError('unavailable', `AWS Secrets Manager ${what}`, { provider: 'aws-secrets-manager' })
}
