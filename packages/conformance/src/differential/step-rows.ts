import type { StepTable } from './differential-step.js'
import type { StepValues } from './step-values.js'

type Row = Readonly<Record<string, unknown>>

/** A random row of a table; each field that may be absent is absent now and then. */
export const stepRows = {
  devices: (values) => ({
    guid: values.guid(),
    hostname: values.text(),
    tags: values.tags(),
    mpsInstance: values.instance(),
    connectionStatus: values.boolean(),
    mpsusername: values.text(),
    tenantId: values.tenant(),
    friendlyName: values.text(),
    dnsSuffix: values.text(),
    lastConnected: values.instant(),
    lastSeen: values.instant(),
    lastDisconnected: values.instant(),
    deviceInfo: values.json(),
  }),
  ciraConfigs: (values) => ({
    configName: values.name(),
    mpsServerAddress: values.text(),
    mpsPort: values.integer(),
    username: values.text(),
    password: values.text(),
    serverAddressFormat: values.integer(),
    mpsRootCertificate: values.text(),
    tenantId: values.tenant(),
  }),
  domains: (values) => ({
    profileName: values.name(),
    domainSuffix: values.name(),
    provisioningCert: values.text(),
    expirationDate: values.instant(),
    tenantId: values.tenant(),
  }),
  ieee8021xProfiles: (values) => ({
    profileName: values.name(),
    authenticationProtocol: values.integer(),
    password: values.text(),
    activeInS0: values.boolean(),
    pxeTimeout: values.integer(),
    wiredInterface: values.random.chance(0.5),
    tenantId: values.tenant(),
  }),
  wirelessProfiles: (values) => ({
    profileName: values.name(),
    authenticationMethod: values.integer(),
    ssid: values.text(),
    pskPassphrase: values.text(),
    linkPolicy: values.integers(),
    tenantId: values.tenant(),
    ieee8021xProfileName: values.reference(),
  }),
  proxyConfigs: (values) => ({
    name: values.name(),
    address: values.name(),
    infoFormat: values.random.below(3),
    port: values.port(),
    networkDnsSuffix: values.text(),
    tenantId: values.tenant(),
  }),
  profiles: (values) => ({
    profileName: values.name(),
    activation: values.random.pick(['acmactivate', 'ccmactivate']),
    amtPassword: values.text(),
    generateRandomPassword: values.random.chance(0.5),
    ciraConfigName: values.reference(),
    generateRandomMEBxPassword: values.random.chance(0.5),
    tags: values.tags(),
    dhcpEnabled: values.boolean(),
    tlsMode: values.integer(),
    tenantId: values.tenant(),
    ieee8021xProfileName: values.reference(),
    wifiConfigs: values.links().map(({ name, priority }) => ({ profileName: name, priority })),
    proxyConfigs: values.links(),
  }),
} as const satisfies Partial<Record<StepTable, (values: StepValues) => Row>>

/** What makes a row refused by core, field by field. */
const spoilt: Readonly<Record<string, unknown>> = {
  tenantId: 'x'.repeat(37),
  guid: 'no-guid',
  hostname: 'nul\0',
  username: 'x'.repeat(300),
  ssid: 'x'.repeat(33),
  port: 'eighty',
  activation: null,
  wiredInterface: null,
  expirationDate: 'tomorrow',
  profileName: '\ud800',
}

/** The row with one field made impossible, or with fields left out. */
export function spoil(row: Row, values: StepValues): Row {
  const fields = Object.keys(spoilt).filter((field) => field in row)
  const [first = 'tenantId', ...rest] = fields
  const field = values.random.pick([first, ...rest])
  return { ...row, [field]: spoilt[field] }
}

/** The row without one of its fields. */
export function thin(row: Row, values: StepValues): Row {
  const fields = Object.keys(row)
  const left = fields[values.random.below(fields.length)]
  return Object.fromEntries(Object.entries(row).filter(([field]) => field !== left))
}
