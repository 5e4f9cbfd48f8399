import { describeServiceConfig } from '../../host/test/describe-service-config.js'

describeServiceConfig('rps')
