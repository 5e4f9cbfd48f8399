import { Environment } from '../src/environment.js'

/** What MPS and RPS do with their environment at start: names in lower case, values retyped. */
function retyped(value: string | undefined): unknown {
  if (value === undefined || value === '') return Number.NaN
  if (/^(true|false)$/i.test(value)) return value.toLowerCase() === 'true'
  return Number.isNaN(Number(value)) ? value : Number.parseInt(value, value.startsWith('0x') ? 16 : 10)
}

const replaced = Object.fromEntries(
  Object.entries(process.env).map(([name, value]) => [name.toLowerCase(), retyped(value)]),
)
Object.defineProperty(process, 'env', { value: replaced, writable: true })

const environment = new Environment()
const names: unknown = JSON.parse(process.argv[2] ?? '[]')
const answers = Array.isArray(names) ? names.map((name) => [name, environment.get(String(name)) ?? null]) : []
process.stdout.write(JSON.stringify({ seen: replaced.dmt_digits, answers: Object.fromEntries(answers) }))
