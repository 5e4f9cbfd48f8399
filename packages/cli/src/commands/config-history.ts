import type { Command } from '../command.js'
import { recordLine, recordLines, type ShownRecord, shownRecords } from '../config/change-record-lines.js'
import { configOptions, exitCodesHelp } from '../config/config-options.js'
import { recordNumber, recordWith } from '../config/record-number.js'
import { shownJson, withoutSecrets } from '../config/shown.js'
import { withCentral } from '../config/with-central.js'
import { exitCodes } from '../exit-codes.js'
import { table } from '../gateway/table.js'

/** Lists the last changes. */
export const configHistory: Command = {
  summary: 'lists the last changes of a central configuration: who, when and what',
  usage: '--service <service> [options]',
  options: { ...configOptions, number: { value: '<n>', help: 'show this change alone, key by key' } },
  details: `Newest first; the store keeps the last 50. config rollback <n> brings one back. With --number and --json the document
comes too, as it was after that change.

${exitCodesHelp}`,
  run: (given) =>
    withCentral(given, async (central, context) => {
      const text = context.text('number')
      const number = text === undefined ? undefined : recordNumber(text, '--number')
      const records = await central.history()
      const shown = shownRecords(central.schema, records)
      if (number === undefined) {
        for (const line of listed(shown, context.given('json'))) context.out(line)
        return exitCodes.done
      }
      const document = withoutSecrets(central.schema, recordWith(central, records, number).document)
      const one = shown.filter((record) => record.number === number)
      for (const record of one) {
        for (const line of context.given('json') ? [shownJson({ ...record, document })] : recordLines(record))
          context.out(line)
      }
      return exitCodes.done
    }),
}

function listed(records: readonly ShownRecord[], json: boolean): string[] {
  if (json) return [shownJson(records)]
  return records.length === 0 ? ['no change yet'] : table(records.map(recordLine))
}
