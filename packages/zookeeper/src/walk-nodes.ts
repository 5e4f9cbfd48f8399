/** Nodes that are asked for at one time. */
const width = 64

/** Visits nodes, and those that each leads to, until there are none left. */
export async function walkNodes<Node>(
  first: Iterable<Node>,
  visit: (node: Node) => Promise<readonly Node[]>,
): Promise<void> {
  const nodes = [...first]
  while (nodes.length > 0) {
    const found = await Promise.all(nodes.splice(-width).map(visit))
    for (const more of found) for (const node of more) nodes.push(node)
  }
}
