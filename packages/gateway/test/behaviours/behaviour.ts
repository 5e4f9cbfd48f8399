import type { Answers } from '../planes/data-plane.js'
import type { Stack } from '../planes/stack.js'
import { token } from '../planes/tokens.js'

/** A deployment that is being served, and how its product answers what it refuses. */
export interface Scene extends Stack {
  answers: Answers
}

/** One thing that every gateway has to do: `see` throws where this one does not. */
export interface Behaviour {
  name: string
  see(scene: Scene): Promise<void>
}

/** A header with a token of MPS, good unless the options spoil it. */
export const bearer = async (options: Parameters<typeof token>[0] = {}) => ({
  Authorization: `Bearer ${await token(options)}`,
})

/** The status of a request, and what the service saw of it. */
export async function seen(response: Response): Promise<{ status: number; path?: string }> {
  const type = response.headers.get('content-type') ?? ''
  const text = await response.text()
  const path = response.headers.get('x-seen-path')
  return { status: response.status, ...(path !== null && type.includes('json') && text !== '' ? { path } : {}) }
}
