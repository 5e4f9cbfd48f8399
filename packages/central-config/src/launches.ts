import { CentralConfig } from './central-config.js'
import { FirstDocument } from './first-document.js'
import { Following } from './following.js'
import type { Launch, LaunchOptions } from './launch.js'
import { Preparation } from './preparation.js'

/**
 * What a service is to be started with: now, and again after each change of its central document that alters something
 * for it. Changes that come faster than they are read become one.
 *
 * Before the first one it throws what waiting cannot help: `permission-denied`, `not-found` when nothing was seeded,
 * `invalid-argument` for a document with errors; and `unavailable` when the store stays away. Where a copy is kept, the
 * last two use it instead. Afterwards nothing is thrown: a document that is bad or gone is reported and the one before
 * kept, and a store that is away or denies is asked again.
 */
export async function* launches(options: LaunchOptions): AsyncGenerator<Launch, void, undefined> {
  const central = new CentralConfig(options.store, options.service)
  const preparation = new Preparation(central, options)
  const first = await new FirstDocument(central, preparation, options).find()
  if (first === undefined) return
  yield first
  yield* new Following(central, preparation, options).launches()
}
