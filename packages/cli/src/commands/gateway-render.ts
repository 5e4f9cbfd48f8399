import { render } from '@dmt-providers/gateway'
import type { Command } from '../command.js'
import { exitCodes } from '../exit-codes.js'
import { explained, gatewayOptions, givenGateway, wrong } from '../gateway/given-gateway.js'
import { givenRenderOptions, renderOptions } from '../gateway/given-render-options.js'
import { writeFiles } from '../gateway/write-files.js'

/** Writes the native configuration of one gateway. */
export const gatewayRender: Command = {
  summary: "writes a gateway's native configuration",
  usage: '--preset <name> | --spec <file>  --target <gateway> --out <folder>',
  options: {
    ...gatewayOptions,
    ...renderOptions,
    out: {
      value: '<folder>',
      help: 'where the files go; made when it is not there, files of the same name are replaced',
    },
  },
  details: `dmt-providers gateway render --preset mps --target kong --flavor dbless --out kong

No file holds a secret: report.md among them names those to provide, and what the gateway does in a roundabout way.

Exit codes: 0 written · 1 failed · 2 wrong usage, options or description · 4 refused, nothing was written: the gateway
cannot do something that --allow does not name`,
  run: async (context) => {
    const out = context.text('out')
    if (out === undefined) throw wrong('--out: give the folder for the files')
    const [gateway, options] = [await givenGateway(context), givenRenderOptions(context)]
    const { files, findings, secrets } = explained(() => render(gateway, options))
    await writeFiles(out, files)
    for (const path of files.keys()) context.out(path)
    for (const { capability, severity, message } of findings) context.err(`${severity}: ${capability}: ${message}`)
    if (secrets.length > 0) context.err(`secrets to provide: ${secrets.join(', ')}`)
    return exitCodes.done
  },
}
