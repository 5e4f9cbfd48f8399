import { allKinds } from './all-kinds.js'
import { brokerVariable } from './global-setup.js'
import type { KindName } from './kinds.js'
import { requiredServers } from './required-servers.js'
import type { MissingServer, Server } from './server.js'

/** What a test needs to know of a server that the whole run shares; whoever started it also stops it. */
export type SharedServer = Pick<Server, 'url' | 'version' | 'how'>

/**
 * The server of a kind that this test run shares, started when the first test file asks for it.
 * `missing` tells why there is none; where the kind is required that is an error.
 */
export async function testServer(kind: KindName): Promise<SharedServer | MissingServer> {
  const broker = process.env[brokerVariable]
  if (!broker) throw new Error('No broker of test servers: run the test through the vitest.config.ts of the root')
  const response = await fetch(`${broker}/${kind}`)
  const answer: unknown = await response.json()
  if (isAnswer(answer, 'error')) throw new Error(String(answer.error))
  if (isAnswer(answer, 'missing')) return refuseIfRequired(kind, String(answer.missing))
  if (!isAnswer(answer, 'url', 'version', 'how')) throw new Error(`The broker's answer for ${kind} has no server`)
  return { url: String(answer.url), version: String(answer.version), how: String(answer.how) }
}

function refuseIfRequired(kind: KindName, missing: string): MissingServer {
  if (requiredServers(allKinds).includes(kind)) throw new Error(`${kind} is required, and there is none: ${missing}`)
  return { missing }
}

const isAnswer = <K extends string>(value: unknown, ...keys: K[]): value is Record<K, unknown> =>
  typeof value === 'object' && value !== null && keys.every((key) => key in value)
