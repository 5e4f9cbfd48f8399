import type { MissingServer } from '../../../../tooling/servers/server.js'
import type { Gateway } from '../../src/index.js'
import type { SampleRequest } from '../requests.js'

/** What a rendering leaves to the environment, by the names of the variables. */
export interface Given {
  /** Keys of HS256 rules. */
  secrets: Record<string, string>
  /** Everything else, certificates for instance. */
  variables?: Record<string, string>
  /** Options of the product's renderer. */
  options?: { authorities?: string; keysSeconds?: number }
}

/** A gateway that serves until it is stopped. */
export interface Serving {
  stop(): Promise<void>
}

/** How a product answers what it refuses, where the model leaves that to it. */
export interface Answers {
  noToken: number
  /** One of these. */
  badToken: readonly number[]
  preflight: number
  largeBody: number
  /** Bytes of a head that is over the product's limit. */
  largeHeadBytes: number
}

/** A product that serves a rendered gateway for real. */
export interface DataPlane {
  version: string
  answers: Answers
  /** Behaviours that the product cannot show, by name, each with the reason. */
  lacks: Readonly<Record<string, string>>
  /** False for a description that cannot be rendered for the product. */
  takes(gateway: Gateway): boolean
  /** Requests that the product answers in a way of its own. */
  excepts(gateway: Gateway, request: SampleRequest): boolean
  /** Renders the gateway, starts the product with it and resolves once it takes connections. */
  serve(gateway: Gateway, given: Given): Promise<Serving>
}

/** How one product is looked for; `missing` tells what it lacks on this machine. */
export interface DataPlaneKind {
  name: string
  find(): Promise<DataPlane | MissingServer>
}
