import type { ParamType } from '@dmt-providers/sql'
import type { Request, TYPES } from 'tedious'

type Types = typeof TYPES
type DataType = Types[keyof Types]

/** How a parameter is declared. The declaration is part of what a plan is found by, so that it hardly depends on the value. */
interface Declaration {
  readonly type: DataType
  readonly length?: number
  readonly scale?: number
}

/** Longest text that is declared with a length; beyond it is `nvarchar(max)`, for which the driver has any more. */
const longest = 4_000
const unbounded = 65_535

/** Declares a statement's parameters, which its text names `@1`, `@2` and so on. */
export function addParameters(types: Types, request: Request, of: readonly ParamType[], values: unknown[]): void {
  values.forEach((value, index) => {
    const { type, ...options } = declaration(types, of[index] ?? 'text', value)
    request.addParameter(String(index + 1), type, value, options)
  })
}

function declaration(types: Types, type: ParamType, value: unknown): Declaration {
  switch (type) {
    case 'guid':
      return { type: types.VarChar, length: 36 }
    case 'integer':
      return { type: types.Int }
    case 'count':
      return { type: types.BigInt }
    case 'boolean':
      return { type: types.Bit }
    case 'instant':
    case 'wall-clock':
      return { type: types.DateTime2, scale: 3 }
    case 'version':
      return { type: types.VarBinary, length: 8 }
    case 'json':
    case 'text-list':
    case 'integer-list':
      return { type: types.NVarChar, length: unbounded }
    default:
      return { type: types.NVarChar, length: String(value ?? '').length > longest ? unbounded : longest }
  }
}
