import { type Gateway, presetConsole, presetMps } from '../src/index.js'

/** The deployments that have golden files, with every option of note on in the second of each. */
export const samples: Record<string, Gateway> = {
  mps: presetMps(),
  'mps-full': presetMps({
    hosts: ['dmt.example.com'],
    guardRelay: true,
    loginsPerMinute: 30,
    enterpriseAssistant: true,
    mosquitto: true,
    powerAliases: true,
    tls: { certificate: { env: 'DMT_TLS_CERTIFICATE' }, key: { env: 'DMT_TLS_KEY' } },
  }),
  console: presetConsole(),
  'console-oidc': presetConsole({
    guardRelay: true,
    oidc: {
      issuer: 'https://id.example.com/realms/dmt',
      jwksUri: 'https://id.example.com/realms/dmt/protocol/openid-connect/certs',
      publicKey: { env: 'OIDC_PUBLIC_KEY' },
      audience: 'dmt',
    },
    cors: { origins: ['https://dmt.example.com'], credentials: true },
  }),
}
