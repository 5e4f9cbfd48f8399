import type { HttpReply } from './http-transport.js'

/** Milliseconds from now that a reply asks to wait; `undefined` where it names no time. Source: RFC 9110, section 10.2.3. */
export function retryAfter(reply: HttpReply): number | undefined {
  const value = reply.header('retry-after')
  if (value === undefined) return undefined
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now()
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds)
}
