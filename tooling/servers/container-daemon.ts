import type { MissingServer, OwnServer } from './server.js'

/** What to run in a container, and how to reach it. */
export interface ContainerImage {
  image: string
  environment: Record<string, string>
  command: string[]
  port: number
  /** A line of the log that says that the server takes connections, and how often it is printed until then. */
  ready: { log: RegExp; times: number }
  /** Builds the server's address from the loopback port. */
  url(port: number): string
  version(url: string): Promise<string>
}

/** Runs an image where a container daemon answers. The port is fixed, so that a restart keeps the address. */
export async function startContainer(spec: ContainerImage, hostPort: number): Promise<OwnServer | MissingServer> {
  const { GenericContainer, getContainerRuntimeClient, Wait } = await import('testcontainers')
  const runtime = await getContainerRuntimeClient().catch(() => undefined)
  if (!runtime) return { missing: 'no container daemon answers' }
  const container = await new GenericContainer(spec.image)
    .withEnvironment(spec.environment)
    .withCommand(spec.command)
    .withExposedPorts({ container: spec.port, host: hostPort })
    .withWaitStrategy(Wait.forLogMessage(spec.ready.log, spec.ready.times))
    .start()
  const url = spec.url(hostPort)
  return {
    url,
    version: await spec.version(url),
    how: `container ${spec.image}`,
    stop: async () => void (await container.stop()),
    kill: async () => void (await runtime.container.getById(container.getId()).kill()),
    restart: () => container.restart(),
  }
}
