import { merged } from '../merged.js'
import { retyped } from '../retyped.js'

process.env = retyped(process.env)

export const Environment = { Config: merged('rps') }
