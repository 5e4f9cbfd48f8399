/** A node of Bicep's syntax: its type, its text, and its parts. */
export interface BicepNode {
  type: string
  text: string
  children: BicepNode[]
}

/** A resource as an ARM template has it, its name without the service's. */
export interface PlainResource {
  type: string
  name: string
  properties: unknown
}

type Scope = Record<string, unknown>
interface Declared {
  type: string
  name: string
}

/** What a Bicep file declares, with loops run and files put in: no compiler, only what the renderer writes. */
export function bicepResources(root: BicepNode, files: ReadonlyMap<string, string>): PlainResource[] {
  const scope: Scope = {}
  return root.children.flatMap((node) => {
    if (node.type === 'variable_declaration') scope[textOf(node, 0)] = evaluate(part(node, 1), scope, files)
    if (node.type === 'parameter_declaration') scope[textOf(node, 0)] = ''
    return node.type === 'resource_declaration' ? declared(node, scope, files) : []
  })
}

function declared(node: BicepNode, scope: Scope, files: ReadonlyMap<string, string>): PlainResource[] {
  const type = part(node, 1).text.slice(1, -1).split('@')[0] ?? ''
  const one = (body: BicepNode, at: Scope): PlainResource & { parent?: Declared } => {
    const { parent, name, properties } = evaluate(body, at, files) as {
      parent?: Declared
      name: string
      properties: unknown
    }
    return { type, name: parent === undefined || parent.name === '' ? name : `${parent.name}/${name}`, properties }
  }
  const body = part(node, 2)
  const made = body.type === 'for_statement' ? loop(body, scope, (at, inner) => one(inner, at)) : one(body, scope)
  scope[textOf(node, 0)] = made
  // A resource that is there already is named and not made.
  return / existing = /.test(node.text) ? [] : [made].flat()
}

function loop<T>(node: BicepNode, scope: Scope, run: (scope: Scope, body: BicepNode) => T): T[] {
  const [first, over, body] = [part(node, 0), part(node, 1), part(node, 2)]
  const names = first.type === 'for_loop_parameters' ? first.children.map(({ text }) => text) : [first.text]
  const values = scope[over.text] as unknown[]
  return values.map((value, index) => run({ ...scope, [names[0] ?? '']: value, [names[1] ?? 'index']: index }, body))
}

function evaluate(node: BicepNode, scope: Scope, files: ReadonlyMap<string, string>): unknown {
  const inner = (one: BicepNode) => evaluate(one, scope, files)
  switch (node.type) {
    case 'object':
      return Object.fromEntries(node.children.map((one) => [textOf(one, 0).replace(/^'|'$/g, ''), inner(part(one, 1))]))
    case 'array':
      return node.children.map(inner)
    case 'string':
      return node.children.map((one) => (one.type === 'interpolation' ? inner(part(one, 0)) : one.text)).join('')
    case 'boolean':
      return node.text === 'true'
    case 'subscript_expression':
      return (scope[textOf(node, 0)] as unknown[])[Number(scope[textOf(node, 1)])]
    case 'call_expression':
      return call(textOf(node, 0), String(inner(part(part(node, 1), 0))), files)
    default:
      return known(scope, node.text)
  }
}

function call(name: string, argument: string, files: ReadonlyMap<string, string>): unknown {
  if (name === 'toLower') return argument.toLowerCase()
  const text = files.get(argument)
  if (name !== 'loadTextContent' || text === undefined) throw new Error(`${name}(${argument}) is nothing that is there`)
  return text
}

function known(scope: Scope, name: string): unknown {
  if (!(name in scope)) throw new Error(`${name} is not declared`)
  return scope[name]
}

function part(node: BicepNode, index: number): BicepNode {
  const found = node.children[index]
  if (found === undefined) throw new Error(`${node.type} has no part ${index}: ${node.text.slice(0, 80)}`)
  return found
}

const textOf = (node: BicepNode, index: number) => part(node, index).text
