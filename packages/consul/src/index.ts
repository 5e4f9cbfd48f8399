export { createConsul } from './create-consul.js'
export { ConsulDriver } from './driver.js'
export { type ConsulOptions, consulOptions } from './options.js'
export { providers } from './provider.js'
