import { quickAws } from './quick-aws.js'

// A process of its own, so that the server takes no time from what is measured; ends with the one that started it.
process.send?.(await quickAws())
process.once('disconnect', () => process.exit())
