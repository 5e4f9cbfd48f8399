import { createMariadbMigrator } from '../../src/index.js'

// Migrates the database whose URL is the argument, and prints each step before and after it.
const [, , url = ''] = process.argv
const migrator = createMariadbMigrator({ url, parts: ['devices', 'configurations'] })
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
try {
  const { applied } = await migrator.apply({ onProgress: ({ title, done }) => say({ title, done }) })
  say({ applied: applied.length })
} finally {
  await migrator.close()
}
