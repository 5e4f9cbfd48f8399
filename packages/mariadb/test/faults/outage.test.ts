import { describe } from 'vitest'
import { testProgram } from '../../../../tooling/fixtures/test-program.js'
import { outages } from '../../../../tooling/write-faults/outages.js'
import { mariadbLedger } from './mariadb-ledger.js'

describe('64 writers in a process of their own', () => {
  outages('mariadb', mariadbLedger, testProgram('packages/mariadb', 'faults/ledger-program.ts', ['mariadb']))
})
