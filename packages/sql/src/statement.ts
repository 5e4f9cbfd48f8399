import type { TableName } from '@dmt-providers/core'
import type { Compilable } from 'kysely'
import { Param, type ParamType } from './param.js'

/** Arguments of one call, by parameter name, in the contract's form. */
export type Arguments = Readonly<Record<string, unknown>>

/** Contract value → what the dialect's driver binds. */
export type Encoders = Readonly<Partial<Record<ParamType, (value: unknown) => unknown>>>

/** A statement compiled once, whose calls only bind. */
export interface Statement {
  /** Unique within a store: names the prepared statement on its connections. */
  readonly name: string
  /** Table of the contract, or what else the statement is about; for errors. */
  readonly table: TableName | 'records' | 'schema'
  readonly text: string
  /** False when the server is to plan each call for its values, because no one plan is good for all of them. */
  readonly prepared: boolean
  /** True for one that begins and ends a transaction by itself, which is to be rolled back when it was ended from outside. */
  readonly ownTransaction?: boolean
  /** Type of each parameter in order, for drivers that must declare them. */
  readonly types: readonly ParamType[]
  /** Values to bind, in order. */
  bind(args: Arguments): unknown[]
}

/**
 * Compiles a query; constants in it are bound as they are, {@link Param}s from the call's arguments. Without a name it is
 * not prepared.
 */
export function compileStatement(
  name: string,
  table: Statement['table'],
  query: Compilable,
  encoders: Encoders,
): Statement {
  const { sql, parameters } = query.compile()
  const binders = parameters.map((parameter) => {
    if (!(parameter instanceof Param)) return () => parameter
    const encode = encoders[parameter.type]
    return (args: Arguments) => {
      const value = args[parameter.name] ?? null
      return value === null || encode === undefined ? value : encode(value)
    }
  })
  const types = parameters.map((parameter) => (parameter instanceof Param ? parameter.type : 'text'))
  return { name, table, text: sql, prepared: name !== '', types, bind: (args) => binders.map((bind) => bind(args)) }
}
