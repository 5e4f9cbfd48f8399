/** Rows as RPS writes them, complete, for the tenant ''. */
export const cira = (configName: string, fields: object = {}) => ({
  configName,
  mpsServerAddress: 'mps.example',
  mpsPort: 4433,
  username: 'admin',
  password: null,
  commonName: 'mps.example',
  serverAddressFormat: 201,
  authMethod: 2,
  mpsRootCertificate: 'pem',
  proxyDetails: '',
  tenantId: '',
  ...fields,
})

export const domain = (profileName: string, domainSuffix: string, fields: object = {}) => ({
  profileName,
  domainSuffix,
  provisioningCert: 'CERT',
  provisioningCertStorageFormat: 'string',
  provisioningCertPassword: 'CERT_PASSWORD',
  expirationDate: new Date('2027-01-02T03:04:05.000Z'),
  tenantId: '',
  ...fields,
})

export const ieee8021x = (profileName: string, fields: object = {}) => ({
  profileName,
  authenticationProtocol: 0,
  pxeTimeout: 60,
  wiredInterface: false,
  tenantId: '',
  ...fields,
})

export const wireless = (profileName: string, fields: object = {}) => ({
  profileName,
  authenticationMethod: 4,
  encryptionMethod: 3,
  ssid: 'ssid',
  pskValue: null,
  pskPassphrase: 'PSK_PASSPHRASE',
  linkPolicy: [14, 16],
  tenantId: '',
  ieee8021xProfileName: null,
  ...fields,
})

export const proxy = (name: string, port: number, fields: object = {}) => ({
  name,
  address: 'proxy.example',
  infoFormat: 201,
  port,
  networkDnsSuffix: 'example.com',
  tenantId: '',
  ...fields,
})

export const profile = (profileName: string, fields: object = {}) => ({
  profileName,
  activation: 'ccmactivate',
  amtPassword: 'AMT_PASSWORD',
  generateRandomPassword: false,
  ciraConfigName: null,
  mebxPassword: null,
  generateRandomMEBxPassword: false,
  tags: ['t'],
  dhcpEnabled: true,
  tlsMode: null,
  userConsent: 'All',
  iderEnabled: true,
  kvmEnabled: true,
  solEnabled: true,
  tenantId: '',
  tlsSigningAuthority: null,
  ieee8021xProfileName: null,
  ipSyncEnabled: true,
  localWifiSyncEnabled: false,
  uefiWifiSyncEnabled: false,
  ...fields,
})
