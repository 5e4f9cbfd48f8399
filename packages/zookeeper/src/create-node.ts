import { isNamed } from './errors.js'
import type { ZookeeperSession } from './zookeeper-session.js'

/** Makes a node with data, and those above it without; false when it is there already. */
export async function createNode(
  session: ZookeeperSession,
  node: string,
  data: Buffer | undefined,
  withUser: boolean,
): Promise<boolean> {
  const { default: zookeeper } = await import('node-zookeeper-client')
  // What a user writes is the user's alone; without a user it is everybody's.
  const { ACL, Id, Permission } = zookeeper
  const access = [new ACL(Permission.ALL, withUser ? new Id('auth', '') : new Id('world', 'anyone'))]
  const above = node.slice(0, node.lastIndexOf('/'))
  for (;;) {
    try {
      await session.ask<string>((client, done) => {
        if (data === undefined) client.create(node, access, done)
        else client.create(node, data, access, done)
      })
      return true
    } catch (error) {
      if (isNamed(error, 'NODE_EXISTS')) return false
      if (!isNamed(error, 'NO_NODE') || above === '') throw error
      await createNode(session, above, undefined, withUser)
    }
  }
}
