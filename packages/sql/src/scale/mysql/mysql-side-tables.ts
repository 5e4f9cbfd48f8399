import { changesTable, sideTables } from '../side-tables.js'

/** Characters of a text up to which it is its own key: an index of InnoDB has 3,072 bytes, and a character up to 4. */
export const longestKey = 255

/** Characters of a longer text that its key begins with; `#` and a SHA-256 in 64 digits follow. MySQL 9.6 has no MD5. */
export const keptOfLonger = 80

/** How columns are declared: what tables and the variables of procedures have in common. */
export interface ColumnTypes {
  readonly tenant: string
  readonly guid: string
  /** The key of a text. */
  readonly key: string
  /** The same of an instance, or of none. */
  readonly instance: string
  /** A text without a limit. */
  readonly text: string
}

/** The key of a text as an expression; the same is made of a parameter by the dialect's encoder of `key`. */
export const keyOf = (text: string) =>
  `if(char_length(${text}) <= ${longestKey}, ${text}, concat(left(${text}, ${keptOfLonger}), '#', sha2(${text}, 256)))`

/** What stands in the tag table for a text that is too long to be its own key. */
export const wholeOf = (text: string) => `if(char_length(${text}) > ${longestKey}, ${text}, null)`

/** First byte of a GUID. */
export const bucketOf = (guid: string) => `conv(left(${guid}, 2), 16, 10)`

/** The tags of a device as a table `t` with a column `tag`. */
export const tagsIn = (tags: string, { text }: ColumnTypes) =>
  `json_table(${tags}, '$[*]' columns (tag ${text} path '$')) t`

/** Columns and keys of the tables that are kept beside `devices`, by name. The last is the mark that all is done. */
export function sideTableColumns({
  tenant,
  guid,
  key,
  instance: instanceKey,
  text,
}: ColumnTypes): Readonly<Record<string, string>> {
  const ofTenant = `tenantid ${tenant} not null`
  const instance = `mpsinstance ${instanceKey} not null`
  return {
    [sideTables.tags]: `${ofTenant}, tag ${key} not null, guid ${guid} not null, whole ${text},
  primary key (tenantid, tag, guid)`,
    [sideTables.counts]: `${ofTenant}, bucket smallint not null, devices bigint not null, primary key (tenantid, bucket)`,
    [sideTables.connections]: `${ofTenant}, ${instance}, devices bigint not null, connected bigint not null,
  primary key (tenantid, mpsinstance)`,
    [changesTable]: `id bigint not null auto_increment primary key, ${ofTenant}, bucket smallint not null,
  devices bigint not null, ${instance}, held bigint not null, connected bigint not null`,
  }
}
