import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { builtEtcd } from '../../../tooling/servers/etcd/etcd-build.js'
import { type EtcdProgram, findEtcd } from '../../../tooling/servers/etcd/etcd-program.js'
import type { MissingServer } from '../../../tooling/servers/server.js'

/** Finds the program of one line of etcd. */
export type FindEtcd = () => Promise<EtcdProgram | MissingServer>

/** A suite on every line of etcd, each of which is reported as not run where it cannot be had. */
export async function onEveryEtcd(title: string, suite: (find: FindEtcd) => void): Promise<void> {
  await describeOwn('etcd-cluster', title, () => suite(findEtcd))
  await describeOwn('etcd-3.5-cluster', title, () => suite(() => builtEtcd('3.5')))
  await describeOwn('etcd-3.6-cluster', title, () => suite(() => builtEtcd('3.6')))
  await describeOwn('etcd-3.7-cluster', title, () => suite(() => builtEtcd('3.7')))
}
