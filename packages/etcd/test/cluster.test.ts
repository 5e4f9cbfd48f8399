import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { findEtcd } from '../../../tooling/servers/etcd/etcd-program.js'
import { etcdFaults } from './cluster-faults.js'

await describeOwn('etcd-cluster', 'the config store', () => etcdFaults(findEtcd))
