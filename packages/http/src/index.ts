export { httpErrorClass } from './http-error-class.js'
export { type HttpNode, HttpNodes } from './http-nodes.js'
export {
  type HttpReply,
  type HttpRequest,
  HttpTransport,
  type TransportSettings,
  type Until,
} from './http-transport.js'
export { retryAfter } from './retry-after.js'
