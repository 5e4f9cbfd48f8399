import { type Decision, type Gateway, type GatewayRequest, matches } from '@dmt-providers/gateway'
import type { Command, CommandContext } from '../command.js'
import { exitCodes } from '../exit-codes.js'
import { gatewayOptions, givenGateway, wrong } from '../gateway/given-gateway.js'
import { table } from '../gateway/table.js'

/** Tells what a request meets. */
export const gatewayRoute: Command = {
  summary: 'tells what a request meets, or lists the routes',
  usage: '--preset <name> | --spec <file>  [--path <path> [--method <method>] | --port <port>]',
  options: {
    ...gatewayOptions,
    path: { value: '<path>', help: 'path of the request, with its query' },
    method: { value: '<method>', help: 'its method; default GET' },
    preflight: { help: 'it is an OPTIONS by which a browser asks whether it may' },
    port: { value: '<port>', help: 'in place of a path: the TCP port of a connection' },
    json: { help: 'print the decision as JSON, for programs' },
  },
  details: `dmt-providers gateway route --preset mps --method POST --path /mps/login/api/v1/authorize

Exit codes: 0 a route takes it · 2 wrong usage, options or description · 3 no route takes it`,
  run: async (context) => {
    const gateway = await givenGateway(context)
    const request = givenRequest(context)
    if (request === undefined) {
      for (const line of table(rows(gateway))) context.out(line)
      return exitCodes.done
    }
    const decision = matches(gateway, request)
    context.out(context.given('json') ? JSON.stringify(decision) : sentence(decision))
    return decision.outcome === 'not-found' ? exitCodes.todo : exitCodes.done
  },
}

function givenRequest(context: CommandContext): GatewayRequest | undefined {
  const [path, port] = [context.text('path'), context.text('port')]
  if (port !== undefined) return portOf(port, path)
  if (path === undefined) return undefined
  if (!path.startsWith('/')) throw wrong('--path: must begin with /')
  const preflight = context.given('preflight')
  return { path, preflight, method: preflight ? 'OPTIONS' : (context.text('method') ?? 'GET').toUpperCase() }
}

function portOf(text: string, path: string | undefined): GatewayRequest {
  if (path !== undefined) throw wrong('--path and --port: give one of them')
  if (!/^\d{1,5}$/.test(text)) throw wrong('--port: must be 1 to 65535')
  return { port: Number(text) }
}

function sentence(decision: Decision): string {
  if (decision.outcome === 'not-found') return 'no route takes it'
  if (decision.outcome === 'preflight') return `${decision.route}: the gateway answers the preflight itself`
  const { route, upstream, path, auth } = decision
  return `${route}: to ${upstream}${path === undefined ? '' : ` as ${path}`}, ${guard(auth)}`
}

type Auth = Extract<Decision, { outcome: 'forward' }>['auth']

function guard(auth: Auth): string {
  if (typeof auth === 'object') return `with a token of ${auth.token}`
  return auth === 'none' ? 'open' : 'checked by the service'
}

const rows = ({ routes }: Gateway) => [
  ['route', 'takes', 'to', 'guard'],
  ...routes.map((route) =>
    route.kind === 'tcp'
      ? [route.id, `tcp port ${route.port}`, route.to, guard('upstream')]
      : [
          route.id,
          `${route.kind} ${route.match.type} ${route.match.methods?.join(',') ?? ''} ${route.match.path}`.replace(
            / {2,}/,
            ' ',
          ),
          `${route.to}${route.upstreamPath === undefined ? '' : ` ${route.upstreamPath}`}`,
          guard(route.auth),
        ],
  ),
]
