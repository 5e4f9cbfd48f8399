import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Gateway,
  GatewayError,
  type RenderOptions,
  type RenderResult,
  render,
  targets,
} from '@dmt-providers/gateway'
import type { Command, CommandContext } from '../command.js'
import { exitCodes } from '../exit-codes.js'
import { gatewayOptions, givenGateway } from '../gateway/given-gateway.js'
import { givenRenderOptions, renderOptions } from '../gateway/given-render-options.js'
import { vendorVerdict } from '../gateway/vendor-tools.js'
import { withoutAbsentCertificate } from '../gateway/without-certificate.js'
import { writeFiles } from '../gateway/write-files.js'

/** Checks a description, and what is rendered of it with the vendors' tools that are installed. */
export const gatewayCheck: Command = {
  summary: 'checks a description, and its renderings with the vendors’ tools that are installed',
  usage: '--preset <name> | --spec <file>  [--target <gateway>]',
  options: { ...gatewayOptions, ...renderOptions },
  details: `Without --target every gateway is tried. One line for each: what it cannot do, what its vendor's tool says, or why that
was skipped. The tools are deck (kong), envoy (envoy), cfn-lint (aws) and bicep (azure-apim), looked for on
the PATH.

Exit codes: 0 nothing against it · 1 a tool refused · 2 wrong usage, options or description · 4 the gateway of --target
cannot do something that --allow does not name`,
  run: async (context) => {
    const gateway = await givenGateway(context)
    context.out(`description: ${gateway.routes.length} routes, nothing against it`)
    const one = context.text('target')
    const codes: number[] = []
    for (const target of one === undefined ? targets : [one]) {
      codes.push(await checkOne(context, gateway, givenRenderOptions(context, target), one !== undefined))
    }
    return Math.max(...codes)
  },
}

async function checkOne(context: CommandContext, gateway: Gateway, options: RenderOptions, asked: boolean) {
  const rendered = renderedOrGaps(gateway, options)
  if (Array.isArray(rendered)) {
    for (const problem of rendered) context.out(`${options.target}: ${problem}`)
    return asked ? exitCodes.refused : exitCodes.done
  }
  const judged = withoutAbsentCertificate(gateway, context.variables)
  const without = judged === gateway ? '' : ', without the certificate, whose variables are not set'
  const folder = await mkdtemp(join(tmpdir(), 'dmt-gateway-'))
  try {
    const result = render(judged, options)
    await writeFiles(folder, result.files)
    const { state, said } = await vendorVerdict(options.target, result, folder)
    context.out(`${options.target}: ${state}: ${said}${state === 'accepted' ? without : ''}`)
    return state === 'refused' ? exitCodes.failed : exitCodes.done
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function renderedOrGaps(gateway: Gateway, options: RenderOptions): RenderResult | string[] {
  try {
    return render(gateway, options)
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'unsupported') return [...error.problems]
    throw error
  }
}
