import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { builtEtcd } from '../../../tooling/servers/etcd/etcd-build.js'
import { etcdFaults } from './cluster-faults.js'

await describeOwn('etcd-3.7-cluster', 'the config store', () => etcdFaults(() => builtEtcd('3.7')))
