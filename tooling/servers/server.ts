/** A real server that tests may use. */
export interface Server {
  /** Administrator URL, credentials included. */
  url: string
  /** The server's own version, as it reports it. */
  version: string
  /** Which way led to it, for the report; holds no credentials. */
  how: string
  /** Ends the server for good and removes its data. Does nothing to a server that was only connected to. */
  stop(): Promise<void>
}

/** A server that nobody else uses, so that a fault test may break it. */
export interface OwnServer extends Server {
  /** SIGKILL: connections break, nothing is flushed, the data stays for `restart`. */
  kill(): Promise<void>
  /** Starts again on the same port and data, after `kill` or while running. */
  restart(): Promise<void>
}

/** No server could be had; `missing` tells what each way lacked. */
export interface MissingServer {
  missing: string
}

/** One way to get a server of a kind, tried in the order in which the kind lists them. */
export interface Way<S extends Server = OwnServer> {
  name: string
  /** Resolves to `missing` when this machine does not offer the way; throws when the way is there but broken. */
  start(): Promise<S | MissingServer>
}

/** How to get one kind of server. */
export interface ServerKind {
  /** The environment variable that names a running server, for instance `DMT_TEST_POSTGRES_URL`. */
  variable: string
  /** Connects to the server of that variable and asks its version. */
  connect(url: string): Promise<Server>
  /** Ways to start one, best first. */
  ways: Way[]
  /** True where none can be had from the registries of packages: even CI goes without unless its variable is set. */
  scarce?: boolean
}

/** Tells that nothing was found from what was. */
export const isMissing = <T extends object>(found: T | MissingServer): found is MissingServer => 'missing' in found
