import type { Reply } from './reply.js'

/** What a handler knows of the request. */
export interface RequestDetails {
  /** Values of the `:name` parts of the path, decoded. */
  path: Record<string, string>
  /** Query parameters; one that is given twice is refused before. */
  query: Record<string, string>
}

/** One address of the service, served to GET and HEAD. */
export interface Route {
  /** `/api/v1/devices/:guid`; of several that match, the first in the list wins. */
  path: string
  handle(request: RequestDetails): Promise<Reply> | Reply
}
