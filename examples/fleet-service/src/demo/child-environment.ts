import type { DemoOptions } from './demo-options.js'

/** Environment of the programs that the demo runs: the settings of MPS and RPS come from its options alone. */
export function childEnvironment({ storage, secrets, port }: DemoOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(mps|rps)_/i.test(name))
  return {
    ...Object.fromEntries(inherited),
    MPS_CONNECTION_STRING: storage,
    MPS_SECRETS_URL: secrets,
    MPS_WEB_PORT: String(port),
  }
}
