import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { KindName } from '../../tooling/servers/kinds.js'
import { isMissing } from '../../tooling/servers/server.js'
import { testServer } from '../../tooling/servers/test-server.js'
import { zookeeperAt } from '../../tooling/servers/zookeeper/zookeeper-at.js'

/** A store to measure. */
export interface Product {
  /** Title of its section. */
  readonly title: string
  /** What is measured against, as the report calls it. */
  readonly bare: string
  /** Whether the store is reached over a network, so that its connections and messages can be counted. */
  readonly remote: boolean
  /** Watches of the client alone where many are made at once: as many as ours, unless the product refuses them. */
  readonly bareCrowd?: number
  open(): Promise<Place>
  /** Watches that the server keeps; `undefined` where it does not say. */
  watchesAt(url: string): Promise<number | undefined>
}

/** A store that runs. */
export interface Place {
  readonly url: string
  readonly version: string
  drop(): Promise<void>
}

/** Every store that can be measured, by the name that `--on` takes. */
export const products: Readonly<Record<string, Product>> = {
  etcd: {
    title: 'etcd',
    bare: `etcd3 ${versionOf('etcd3')}`,
    remote: true,
    open: () => serverOf('etcd'),
    watchesAt: async (url) => {
      const metrics = await (await fetch(`http://${new URL(url).host}/metrics`)).text()
      return Number(/^etcd_debugging_mvcc_watcher_total (\d+)/m.exec(metrics)?.[1])
    },
  },
  zookeeper: {
    title: 'ZooKeeper',
    bare: `node-zookeeper-client ${versionOf('node-zookeeper-client')}`,
    remote: true,
    open: () => serverOf('zookeeper'),
    watchesAt: async (url) =>
      Number(/Total watches:(\d+)/.exec(await zookeeperAt(Number(new URL(url).port), 'wchs'))?.[1]),
  },
  consul: {
    title: 'Consul',
    bare: `consul ${versionOf('consul')}`,
    remote: true,
    // Consul takes 200 connections of one address, and this client needs one for each watch.
    bareCrowd: 150,
    open: () => serverOf('consul'),
    watchesAt: async () => undefined,
  },
  file: {
    title: 'A folder of files',
    bare: 'fs.watch of Node',
    remote: false,
    open: async () => {
      const above = await mkdtemp(join(tmpdir(), 'dmt-bench-'))
      const url = pathToFileURL(join(above, 'values')).href
      return { url, version: process.platform, drop: () => rm(above, { recursive: true }) }
    },
    watchesAt: async () => undefined,
  },
}

async function serverOf(kind: KindName): Promise<Place> {
  const server = await testServer(kind)
  if (isMissing(server)) throw new Error(`no ${kind}: ${server.missing}`)
  return { url: server.url, version: server.version, drop: async () => undefined }
}

function versionOf(name: string): string {
  const { version } = createRequire(import.meta.url)(`${name}/package.json`)
  return String(version)
}
