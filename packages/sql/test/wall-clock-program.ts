import { postgresDialect } from '../src/index.js'
import { parseWallClock, wallClock } from '../src/wall-clock.js'
import { statementsOf } from './statements-of.js'

const instant = new Date(process.argv[2] ?? '')
const written = wallClock(instant)
// PostgreSQL prints a timestamp with a space between date and time.
const read = parseWallClock(String(written).replace('T', ' '))
const insert = statementsOf(postgresDialect).find(({ name }) => name === 'domains.insert')
const bound = insert?.bind({ expirationDate: instant }).find((value) => value !== null)
process.stdout.write(JSON.stringify({ written, read, bound }))
