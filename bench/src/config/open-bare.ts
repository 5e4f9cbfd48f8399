import type { BareClient } from './bare-client.js'
import { BareConsul } from './bare-consul.js'
import { BareEtcd } from './bare-etcd.js'
import { BareFolder } from './bare-folder.js'
import { BareZookeeper } from './bare-zookeeper.js'

const clients = { etcd: BareEtcd, zookeeper: BareZookeeper, consul: BareConsul, file: BareFolder }

/** The product's own client for the URL of a store. */
export function openBare(url: string): BareClient {
  const scheme = new URL(url).protocol.slice(0, -1)
  if (!isKnown(scheme)) throw new Error(`no client alone for ${scheme}`)
  return new clients[scheme](url)
}

const isKnown = (scheme: string): scheme is keyof typeof clients => Object.hasOwn(clients, scheme)
