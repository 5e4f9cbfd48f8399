// What an entry module may import: nothing of this imports anything in turn.
export { deferred, type MethodNames } from './deferred.js'
export { messageOf } from './message-of.js'
export { once } from './once.js'
export { ServiceConfig } from './service-config.js'
