import type pg from 'pg'

/** OID of `timestamp` without zone. */
const timestampOid = 1114

/** The driver's own readers, but for `timestamp` without zone, whose text the dialect reads itself. */
export function textTypes(types: typeof pg.types): pg.CustomTypesConfig {
  return {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === timestampOid ? (value: unknown) => value : types.getTypeParser(oid, format ?? 'text'),
  }
}
