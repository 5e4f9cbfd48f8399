import { writeLedger } from '../../../../tooling/write-faults/write-ledger.js'
import { createMariadb } from '../../src/index.js'

/** Writes until standard input ends: `<URL> <file>`. */
const [, , url = '', file = ''] = process.argv
await writeLedger(createMariadb({ url }), file)
