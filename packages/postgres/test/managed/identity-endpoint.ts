import { once } from 'node:events'
import { createServer } from 'node:http'

/** What a stand-in answers to who asks it for a token. */
export interface IdentityAnswer {
  readonly status: number
  readonly token?: string
  /** Seconds until the token expires. */
  readonly seconds?: number
}

/** A stand-in of the endpoint at which Azure's App Service gives tokens to a managed identity. */
export interface IdentityEndpoint {
  readonly url: string
  /** What it was asked, as the parameters of each request. */
  readonly asked: Record<string, string>[]
  answer: IdentityAnswer
  close(): void
}

/** What the stand-in must be told with each request. */
export const identityHeader = 'Identity-Header-Canary-1'

/** Starts the stand-in. Source: Azure's "managed identities for App Service", REST protocol. */
export async function identityEndpoint(): Promise<IdentityEndpoint> {
  const endpoint = {
    url: '',
    asked: [] as Record<string, string>[],
    answer: { status: 500 } as IdentityAnswer,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://stand-in')
    endpoint.asked.push(Object.fromEntries(searchParams))
    const allowed = request.headers['x-identity-header'] === identityHeader
    const { status, token, seconds = 3600 } = allowed ? endpoint.answer : { status: 403 }
    response.writeHead(status, { 'content-type': 'application/json' })
    const expires = Math.floor(Date.now() / 1000) + seconds
    const given = { access_token: token, expires_on: String(expires), resource: searchParams.get('resource') }
    response.end(JSON.stringify(status === 200 ? { ...given, token_type: 'Bearer' } : { error: 'refused' }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no TCP address')
  endpoint.url = `http://127.0.0.1:${address.port}/msi/token`
  return endpoint
}
