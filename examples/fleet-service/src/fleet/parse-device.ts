import type { DeviceInput, JsonObject } from '@dmt-providers/core'
import { z } from 'zod'
import { type Line, maxLineBytes } from './read-lines.js'

/** A device, or why a line is none. */
export type ParsedLine = { device: DeviceInput } | { reason: string }

const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\0'), 'holds the character NUL')
    .refine((value) => value.isWellFormed(), 'holds half of a surrogate pair')

const record = z.strictObject({
  guid: z.guid().transform((guid) => guid.toLowerCase()),
  tenantId: text(36).default(''),
  hostname: text(256).nullish(),
  friendlyName: text(256).nullish(),
  dnsSuffix: text(256).nullish(),
  tags: z.array(text(256)).default([]),
  mpsInstance: text(256).nullish(),
  mpsusername: text(256).nullish(),
  connectionStatus: z.boolean().nullish(),
  // What was read as JSON is JSON.
  deviceInfo: z
    .record(z.string(), z.unknown())
    .transform((value) => value as JsonObject)
    .nullish(),
})

/** Reads one line of a fleet file; `undefined` for a blank one. A reason names the field and never holds its value. */
export function parseDevice({ number, bytes }: Line): ParsedLine | undefined {
  if (bytes === undefined) return { reason: `is longer than ${maxLineBytes} bytes` }
  const content = decode(number, bytes)
  if (content === undefined) return { reason: 'is not UTF-8' }
  if (content.trim() === '') return undefined
  const value = parseJson(content)
  if (value === undefined) return { reason: 'is not JSON' }
  const result = record.safeParse(value)
  return result.success ? { device: result.data } : { reason: reasonOf(result.error) }
}

function decode(number: number, bytes: Buffer): string | undefined {
  try {
    // A byte order mark is dropped at the start of the file only: elsewhere it makes the line no JSON.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: number !== 1 }).decode(bytes)
  } catch {
    return undefined
  }
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

const reasonOf = (error: z.ZodError) =>
  error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`)).join('; ')
