import { measureSubject } from './measure-subject.js'
import { onMariadb } from './on-mariadb.js'
import { onPglite } from './on-pglite.js'
import { onPostgres } from './on-postgres.js'
import type { Subject } from './subject.js'
import type { Work } from './work.js'

// A process of its own, on the compiled program: a loader of TypeScript rewrites what is measured, and a test server
// in the same process would work in its time. Each result is a message to the parent.
const { url, devices, callers, effort, only }: Work = JSON.parse(process.argv[2] ?? '{}')
const measure = async (subject: Subject) => {
  for await (const result of measureSubject(subject, callers, effort, only)) process.send?.(result)
}
const onServer = url !== undefined && /^(mariadb|mysql):/.test(url) ? onMariadb : onPostgres
await (url === undefined ? onPglite(devices, measure) : onServer(url, devices, measure))
process.disconnect?.()
