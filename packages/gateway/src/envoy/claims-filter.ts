import type { Gateway } from '../model/gateway.js'
import type { HttpRoute } from '../model/route-schema.js'
import type { TokenClaim, TokenRule } from '../model/token-schema.js'
import { tokenRuleOf } from '../render/upstream-of.js'
import { extension, filter } from './extension.js'

const name = 'envoy.filters.http.lua'

/** The filter that compares claims, where a rule asks for it; each guarded route brings its own function. */
export const claimsFilter = ({ tokens }: Gateway) =>
  tokens.some(({ claims }) => claims.length > 0) ? [filter(name, 'filters.http.lua.v3.Lua')] : []

/** The function of a route whose rule asks for claims. */
export function claimsOfRoute(gateway: Gateway, route: HttpRoute): object {
  const rule = tokenRuleOf(gateway, route)
  if (rule === undefined || rule.claims.length === 0) return {}
  return { [name]: extension('filters.http.lua.v3.LuaPerRoute', { source_code: { inline_string: source(rule) } }) }
}

/** A parameter that is not there, or there twice, is no value that a claim could have. */
const source = ({ id, claims }: TokenRule) =>
  [
    'local function parameter(path, name)',
    '  local query, found, count = path:match("%?([^#]*)") or "", nil, 0',
    '  for key, value in query:gmatch("([^&=]+)=([^&]*)") do',
    '    if key == name then found, count = value, count + 1 end',
    '  end',
    '  return count == 1 and found:lower() or nil',
    'end',
    'function envoy_on_request(handle)',
    '  local checked = handle:streamInfo():dynamicMetadata():get("envoy.filters.http.jwt_authn") or {}',
    `  local claims = checked["${id}"] or {}`,
    '  local path = handle:headers():get(":path")',
    ...claims.map(
      (claim) => `  if not (${comparison(claim)}) then return handle:respond({[":status"] = "403"}, "") end`,
    ),
    'end',
    '',
  ].join('\n')

const comparison = (claim: TokenClaim) =>
  'equals' in claim
    ? `claims["${claim.name}"] == ${JSON.stringify(claim.equals)}`
    : `type(claims["${claim.name}"]) == "string" and claims["${claim.name}"]:lower() == parameter(path, "${claim.equalsQuery}")`
