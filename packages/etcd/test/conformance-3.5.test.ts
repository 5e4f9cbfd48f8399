import { describeConfig } from '@dmt-providers/conformance/vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { etcdHarness } from './etcd-harness.js'

await describeOn('etcd-3.5', 'the config suite', ({ url }) => describeConfig(etcdHarness(url || 'etcd://host:1')))
