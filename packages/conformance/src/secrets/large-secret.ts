import type { JsonObject } from '@dmt-providers/core'

const certificate = (seed: number): JsonObject => ({
  h: `${seed}`,
  cert: hex(seed, 3_000),
  pem: `-----BEGIN CERTIFICATE-----\r\n${hex(seed + 1, 3_000)}\r\n-----END CERTIFICATE-----\r\n`,
  certbin: hex(seed + 2, 4_000),
  privateKey: hex(seed + 3, 5_000),
  privateKeyBin: `ä${hex(seed + 4, 5_000)}`,
  checked: false,
  key: seed,
})

/** As large as the largest secret that the hosts write, `TLS/<profile>`: over 40,000 bytes that compress badly. */
export const largeSecret: JsonObject = { ROOT_CERTIFICATE: certificate(1), ISSUED_CERTIFICATE: certificate(11) }

function hex(seed: number, length: number): string {
  let [state, text] = [seed, '']
  while (text.length < length) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    text += state.toString(16)
  }
  return text.slice(0, length)
}
