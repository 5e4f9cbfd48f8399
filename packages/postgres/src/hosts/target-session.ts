import type { ServerSettings } from '../options.js'

/** Which servers may be used, in libpq's words. */
export type TargetSession = NonNullable<ServerSettings['target_session_attrs']>

/** What a server is at the moment. */
export interface ServerRole {
  /** It follows another server. */
  readonly standby: boolean
  /** Its transactions only read unless they say otherwise. */
  readonly readOnly: boolean
}

/** Source: PostgreSQL manual, "Parameter Key Words", target_session_attrs. */
const wanted: Readonly<Record<TargetSession, (role: ServerRole) => boolean>> = {
  any: () => true,
  'read-write': ({ standby, readOnly }) => !standby && !readOnly,
  'read-only': ({ standby, readOnly }) => standby || readOnly,
  primary: ({ standby }) => !standby,
  standby: ({ standby }) => standby,
  'prefer-standby': ({ standby }) => standby,
}

/** Whether a server may be used. */
export const isWanted = (target: TargetSession, role: ServerRole): boolean => wanted[target](role)

/** The words to go through the hosts with, one after the other: who prefers a standby takes any server before none. */
export const passes = (target: TargetSession): readonly TargetSession[] =>
  target === 'prefer-standby' ? [target, 'any'] : [target]

/** True when writes are meant to work, so that a server which refuses one is no longer the right one. */
export const isForWrites = (target: TargetSession): boolean =>
  target === 'any' || target === 'read-write' || target === 'primary'

/** True when one server at most is the right one, so that another which is found takes its place. */
export const isForOne = (target: TargetSession): boolean => target === 'read-write' || target === 'primary'

/** What a server is that may not be used. */
export function describeRole({ standby, readOnly }: ServerRole): string {
  if (standby) return 'follows another server, and only reads'
  return readOnly ? 'only reads (default_transaction_read_only)' : 'accepts writes'
}
