import { z } from 'zod'

const hostConfig = z.looseObject({
  /** Resolved from `dist/data/`: `../../node_modules/@dmt-providers/mps/db`. */
  db_provider: z.string().min(1),
  /** Resolved from `dist/secrets/`: `../../node_modules/@dmt-providers/mps/secrets`. */
  secrets_provider: z.string().min(1),
  /** URL of the database. */
  connection_string: z.string().min(1),
  /** URL of the secret store, which both hosts share. Absent where the hosts' `vault_…` settings name it. */
  secrets_url: z.string().min(1).optional(),
})

/** The settings of the service; see the README for the variables. Settings of a provider are passed on unread. */
export const serviceConfig = hostConfig.extend({
  /** TCP port; 0 takes a free one. */
  web_port: z.int().min(0).max(65_535),
  /** Address to listen on. There is no log-in, so anything but loopback shows the fleet to the network. */
  web_host: z.string().min(1),
  /** Devices of this instance are marked as disconnected when the service stops, as MPS does with its own. */
  instance_name: z.string().min(1),
  /** The settings of the other host. */
  rps: hostConfig,
})

/** Settings that each of the two hosts has. */
export type HostConfig = z.infer<typeof hostConfig>

/** Settings of the whole service: those of MPS, with those of RPS under `rps`. */
export type ServiceConfig = z.infer<typeof serviceConfig>
