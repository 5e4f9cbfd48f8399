import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'

/** What a call says, as far as it is looked at here. */
interface Asked {
  readonly Name?: string
  readonly SecretId?: string
  readonly SecretString?: string
  readonly ClientRequestToken?: string
}

/** A secret as it was written last. */
interface Kept {
  readonly SecretString: string
  readonly VersionId: string
}

/**
 * Answers what reads and first writes of secrets ask of Secrets Manager, from memory: moto takes ten times as long for a
 * call as the clients that are compared, so beside it every client would be as good as the other. Answers its URL.
 */
export async function quickAws(): Promise<string> {
  const kept = new Map<string, Kept>()
  const server = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).replace(/^.*\./, '')
    const asked: Asked = JSON.parse(await textOf(request))
    const name = asked.Name ?? asked.SecretId ?? ''
    if (action === 'CreateSecret')
      kept.set(name, { SecretString: asked.SecretString ?? '', VersionId: asked.ClientRequestToken ?? '' })
    const found = kept.get(name)
    response.writeHead(found === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' })
    response.end(
      JSON.stringify(found === undefined ? { __type: 'ResourceNotFoundException' } : { Name: name, ...found }),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP address')
  return `http://127.0.0.1:${address.port}`
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
