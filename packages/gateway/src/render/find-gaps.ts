import type { Gateway } from '../model/gateway.js'
import { askedCapabilities } from './asked-capabilities.js'
import type { Capabilities, Capability, Support } from './capability.js'
import type { Finding } from './finding.js'

/** What of a description the gateway does not do natively. */
export function findGaps(gateway: Gateway, capabilities: Capabilities): Finding[] {
  return [...askedCapabilities(gateway)].flatMap(([capability, asked]) =>
    finding(capability, asked, capabilities[capability]),
  )
}

function finding(capability: Capability, asked: string[], support: Support): Finding[] {
  if (support.level === 'native') return []
  if (support.level === 'workaround') return [{ capability, severity: 'warning', asked, message: support.note }]
  return [{ capability, severity: 'error', asked, message: support.note, workaround: support.workaround }]
}
