import { describeConfig } from '@dmt-providers/conformance/vitest'
import { describeOn } from '../../../tooling/servers/describe-on.js'
import { zookeeperHarness } from './zookeeper-harness.js'

await describeOn('zookeeper', 'the config suite', ({ url }) =>
  describeConfig(zookeeperHarness(url || 'zookeeper://host:1')),
)
