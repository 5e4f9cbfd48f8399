import { randomBytes } from 'node:crypto'
import { etcdArguments } from '../etcd/etcd-arguments.js'
import { freePort } from '../free-port.js'
import { isMissing, type MissingServer } from '../server.js'
import { serverFolder } from '../server-folder.js'
import { ServerProcess } from '../server-process.js'
import { until } from '../until.js'
import { patroni } from './patroni.js'
import { PatroniCluster } from './patroni-cluster.js'
import { PatroniMember } from './patroni-member.js'

/** A cluster of two PostgreSQL servers under Patroni, for the caller alone; one is the primary, and both are in step. */
export async function startPatroni(): Promise<PatroniCluster | MissingServer> {
  const programs = await patroni.find()
  if (isMissing(programs)) return programs
  const folder = await serverFolder('patroni', 'postgres')
  const place = {
    etcdPort: await freePort(),
    bin: programs.postgres,
    password: randomBytes(16).toString('hex'),
  }
  const members: PatroniMember[] = []
  for (const name of ['one', 'two']) {
    const at = { name, folder: folder.path, port: await freePort(), restPort: await freePort() }
    members.push(new PatroniMember(at, place, folder, programs.patroni))
  }
  const etcd = await ServerProcess.start(
    folder,
    programs.etcd,
    etcdArguments(folder.path, { name: 'dcs', port: place.etcdPort, peerPort: await freePort() }),
  )
  const cluster = new PatroniCluster(folder, etcd, members, place.password)
  try {
    await until('etcd', 20_000, async () => {
      const response = await fetch(`http://127.0.0.1:${place.etcdPort}/health`)
      return response.ok ? true : undefined
    })
    await cluster.start()
    return cluster
  } catch (error) {
    await cluster.stop()
    throw error
  }
}
