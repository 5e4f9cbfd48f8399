import { parseRenderOptions, type RenderOptions } from '@dmt-providers/gateway'
import type { CommandContext, CommandOption } from '../command.js'
import { explained } from './given-gateway.js'

/** The options of the renderers. */
export const renderOptions: Readonly<Record<string, CommandOption>> = {
  target: { value: '<gateway>', help: 'kong, envoy, aws, azure-apim, google or tyk' },
  allow: { value: '<capabilities>', help: 'what the gateway may leave out, by comma; the refusal names them' },
  flavor: { value: '<form>', help: 'kong: deck (default) or dbless' },
  authorities: { value: '<file>', help: 'envoy: authorities that TLS to upstreams and issuers is checked with' },
  'keys-seconds': { value: '<seconds>', help: 'envoy: age at which keys of an issuer are fetched again' },
  edge: { value: '<edge>', help: 'aws: cloudfront (default) or none' },
  service: { value: '<name>', help: 'google: the name of the Endpoints service' },
  keys: { value: '<address>', help: 'google: where the proxy reads the keys of HS256 tokens' },
}

/** The fields that the options of one gateway set. */
const fields = {
  flavor: 'flavor',
  authorities: 'authorities',
  'keys-seconds': 'keysSeconds',
  edge: 'edge',
  service: 'service',
  keys: 'keys',
}

/** The render options that were given. Throws `invalid-options` for one that the target has not. */
export function givenRenderOptions(context: CommandContext, target = context.text('target')): RenderOptions {
  const allow = context
    .text('allow')
    ?.split(',')
    .map((name) => name.trim())
  const named = Object.entries(fields).map(([option, field]) => [field, context.text(option)])
  const given = Object.fromEntries(named.filter(([, value]) => value !== undefined))
  return explained(() => parseRenderOptions({ target, ...(allow === undefined ? {} : { allow }), ...given }))
}
