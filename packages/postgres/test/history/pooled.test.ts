import { expect, it, onTestFinished } from 'vitest'
import { describeOwn } from '../../../../tooling/servers/describe-own.js'
import { startPgbouncer } from '../../../../tooling/servers/pgbouncer/start-pgbouncer.js'
import { isMissing } from '../../../../tooling/servers/server.js'
import { historicDatabase } from './historic-database.js'
import { openMigratorAt } from './open-migrator.js'
import { tablesOf } from './releases.js'
import { wholeCatalogue } from './whole-catalogue.js'

await describeOwn('pgbouncer', 'a migration through a proxy that pools transactions', () => {
  it('of five runners at once leaves one result', async () => {
    const [url, direct] = [await historicDatabase(...tablesOf('1.5')), await historicDatabase(...tablesOf('1.5'))]
    const { applied: steps } = await openMigratorAt(direct).apply()
    const proxy = await startPgbouncer(url)
    if (isMissing(proxy)) throw new Error(proxy.missing)
    onTestFinished(() => proxy.stop())
    const runners = Array.from({ length: 5 }, () => openMigratorAt(proxy.url))
    const results = await Promise.all(runners.map((runner) => runner.apply()))
    expect(await wholeCatalogue(url)).toEqual(await wholeCatalogue(direct))
    // Each part is migrated by one of them, which need not be the same for both.
    expect(results.flatMap(({ applied }) => applied)).toHaveLength(steps.length)
    expect(await runners[0]?.verify()).toMatchObject({ problems: [] })
  })
})
