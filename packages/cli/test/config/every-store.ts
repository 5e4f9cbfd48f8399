import { describe } from 'vitest'
import { describeOn } from '../../../../tooling/servers/describe-on.js'
import { type ConfigPlace, configPlace } from './config-place.js'

/** A suite of commands on each configuration store that is there: files always, etcd with users and passwords. */
export async function onEveryStore(title: string, suite: (open: () => Promise<ConfigPlace>) => void): Promise<void> {
  describe(`${title} [on file]`, () => suite(() => configPlace()))
  await describeOn('etcd', title, ({ url }) => suite(() => configPlace(etcdUrl(url))))
}

/** The server's own URL is that of its HTTP gateway. */
function etcdUrl(url: string): string {
  const { host, password } = new URL(url)
  return `etcd://root:${encodeURIComponent(password)}@${host}`
}
