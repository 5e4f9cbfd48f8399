import { describe, expect, it } from 'vitest'
import { dialects } from './dialects.js'
import { readableSql } from './readable-sql.js'
import { schemaStatementsOf } from './schema-statements-of.js'
import { parametersOf, statementsOf } from './statements-of.js'

/**
 * The whole text that each database gets, kept in `expected/` to be reviewed. After an intended change:
 * `npx vitest run packages/sql/test/expected-sql.test.ts -u`, and read the difference.
 */
describe.each(dialects)('The SQL of $dialect.name', ({ dialect }) => {
  it('is what was reviewed', async () => {
    const names = parametersOf(dialect)
    const statements = statementsOf(dialect).map(({ name, types, text }) => {
      const parameters = names.get(name)?.map((parameter, index) => `${parameter} ${types[index]}`)
      return `-- ${name} (${parameters?.join(', ')})\n${readableSql(text)};\n`
    })
    await expect(statements.join('\n')).toMatchFileSnapshot(`expected/${dialect.name}.sql`)
  })

  it('that prepares an empty database is what was reviewed', async () => {
    const statements = (await schemaStatementsOf(dialect)).map((text) => `${text};\n`)
    await expect(statements.join('\n')).toMatchFileSnapshot(`expected/${dialect.name}-schema.sql`)
  })
})
