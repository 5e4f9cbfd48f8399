import { z } from 'zod'
import { closestName } from './closest-name.js'
import { Environment } from './environment.js'
import { ProviderError } from './provider-error.js'

/** What an option's schema says of it beside its type, by `.meta()`. */
export interface OptionMeta {
  /** One sentence for the options page. */
  help: string
  /** Environment variable that sets it when code and URL do not; for a secret also the file that `<env>_FILE` names. */
  env?: string
  /** True when the value must never be printed. */
  secret?: boolean
}

/** One option, as the generated options page and the checks see it. */
export interface OptionDescription extends OptionMeta {
  name: string
}

/** The options of one provider: typed, strict, and read from code, URL and environment in that order. */
export interface OptionsDefinition<T> {
  readonly provider: string
  readonly options: readonly OptionDescription[]
  /**
   * Checks everything at once. Throws `invalid-options` that lists every problem with the parameter, its environment
   * variable and, for an unknown name, the nearest known one. No value is printed.
   */
  parse(given: Readonly<Record<string, unknown>>, environment?: Environment): T
}

/** Defines a provider's options from one strict zod object whose fields carry {@link OptionMeta}. */
export function defineOptions<S extends z.ZodObject>(provider: string, schema: S): OptionsDefinition<z.output<S>> {
  const options = Object.entries(schema.shape).map(([name, field]) => ({ name, ...metaOf(field) }))
  const strict = schema.strict()
  return {
    provider,
    options,
    parse(given, environment = new Environment()) {
      const written = withoutUndefined(given)
      const absent = options.filter(({ name }) => !Object.hasOwn(written, name))
      const result = strict.safeParse({ ...fromEnvironment(absent, environment), ...written })
      if (result.success) return result.data as z.output<S>
      const problems = result.error.issues.flatMap((issue) => describe(issue, options))
      throw new ProviderError('invalid-options', `${provider}: ${problems.join('; ')}`, { provider })
    },
  }
}

function metaOf(field: z.core.$ZodType): OptionMeta {
  const meta = z.globalRegistry.get(field)
  const help = typeof meta?.help === 'string' ? meta.help : ''
  return {
    help,
    ...(typeof meta?.env === 'string' ? { env: meta.env } : {}),
    ...(meta?.secret === true ? { secret: true } : {}),
  }
}

function fromEnvironment(options: readonly OptionDescription[], environment: Environment): Record<string, string> {
  const values: Record<string, string> = {}
  for (const { name, env, secret } of options) {
    if (env === undefined) continue
    const value = secret === true ? environment.getOrRead(env) : environment.get(env)
    if (value !== undefined) values[name] = value
  }
  return values
}

function withoutUndefined(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

function describe(issue: z.core.$ZodIssue, options: readonly OptionDescription[]): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownOption(key, options))
  const name = issue.path.join('.')
  const env = options.find((option) => option.name === issue.path[0])?.env
  return [`${name === '' ? 'options' : name}${env === undefined ? '' : ` (${env})`}: ${issue.message}`]
}

function unknownOption(key: string, options: readonly OptionDescription[]): string {
  const nearest = closestName(
    key,
    options.map(({ name }) => name),
  )
  return `${key}: unknown option${nearest === undefined ? '' : `, did you mean ${nearest}?`}`
}
