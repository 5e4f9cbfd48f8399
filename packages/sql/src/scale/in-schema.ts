/** Stands in a text for the schema of the table `devices`, quoted where it needs to be. */
export const schema = '{schema}'

/**
 * A statement that names the schema of `devices`, wherever the search path found it: functions that run with the rights
 * of their owner must not look their tables up in the path of their caller.
 */
export function inSchema(statement: string): string {
  return `do $run$ begin execute replace($text$${statement}$text$, '${schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$`
}
