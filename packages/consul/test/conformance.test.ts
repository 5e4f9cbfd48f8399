import { describeConfig } from '@dmt-providers/conformance/vitest'
import { describeOwn } from '../../../tooling/servers/describe-own.js'
import { consulHarness } from './consul-harness.js'

await describeOwn('own-consul', 'the config suite', () => describeConfig(consulHarness()))
