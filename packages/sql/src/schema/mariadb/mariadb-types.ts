/** Characters that a text type takes, without those of it that a server counts in bytes. */
const texts: Readonly<Record<string, number>> = {
  tinytext: 255,
  text: 65_535,
  mediumtext: 16_777_215,
  longtext: Number.POSITIVE_INFINITY,
}

const integers = ['tinyint', 'smallint', 'mediumint', 'int', 'bigint']

interface Text {
  readonly length: number
  readonly collation: string
}

/** A type in the words of the catalogue: without the width of an integer, and `varchar(40) utf8mb4 utf8mb4_bin`. */
export function catalogueType(ddl: string): string {
  return ddl
    .replace(/^((?:tiny|small|medium|big)?int)\(\d+\)/, '$1')
    .replace(/ character set (\w+) collate (\w+)/, ' $1 $2')
}

/** True when a column of a type holds every value of another, and compares them alike. */
export function holdsType(found: string, wanted: string): boolean {
  if (found === wanted) return true
  const [text, wantedText] = [textOf(found), textOf(wanted)]
  if (text && wantedText) return text.collation === wantedText.collation && text.length >= wantedText.length
  if (fractionOf(found) >= fractionOf(wanted)) return true
  return integers.includes(wanted) && integers.indexOf(found) >= integers.indexOf(wanted)
}

/** True when a column of a type may become one of another without a value changing; a collation is none. */
export function widensType(found: string, wanted: string): boolean {
  const [text, wantedText] = [textOf(found), textOf(wanted)]
  if (text && wantedText) return text.length <= wantedText.length && found !== wanted
  if (fractionOf(found) < fractionOf(wanted)) return true
  return integers.includes(found) && integers.indexOf(found) < integers.indexOf(wanted)
}

function textOf(type: string): Text | undefined {
  const [, kind = '', length, , collation = ''] = /^([a-z]+)(?:\((\d+)\))? (\w+) (\w+)$/.exec(type) ?? []
  const most = length === undefined ? texts[kind] : Number(length)
  return most === undefined ? undefined : { length: most, collation }
}

/** Digits of a second that a time has; not a number for what is no time. */
function fractionOf(type: string): number {
  const parts = /^datetime(?:\((\d)\))?$/.exec(type)
  return parts === null ? Number.NaN : Number(parts[1] ?? 0)
}
