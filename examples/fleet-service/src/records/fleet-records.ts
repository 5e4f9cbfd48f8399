import type {
  CiraConfig,
  Domain,
  Ieee8021xProfile,
  Profile,
  ProxyConfig,
  WirelessProfile,
} from '../interfaces/rps-database.js'

const tenantId = ''

/** Names that the records know each other by. */
const names = { cira: 'headquarters-cira', eap: 'wired-eap-tls', wifi: 'office-wifi', eapWifi: 'secure-wifi' }

/** CIRA config: username and password (2), server named by FQDN (201). */
export const ciraConfig = (mpsRootCertificate: string): CiraConfig => ({
  configName: names.cira,
  mpsServerAddress: 'mps.corp.example',
  mpsPort: 4433,
  username: 'admin',
  commonName: 'mps.corp.example',
  serverAddressFormat: 201,
  authMethod: 2,
  mpsRootCertificate,
  proxyDetails: '',
  tenantId,
})

/** Domain whose certificate and password are in the secret store, under the names that the row holds. */
export const domain = (expirationDate: Date): Domain => ({
  profileName: 'corp',
  domainSuffix: 'corp.example',
  provisioningCert: 'CERT',
  provisioningCertStorageFormat: 'string',
  provisioningCertPassword: 'CERT_PASSWORD',
  expirationDate,
  tenantId,
})

/** 802.1x profile: EAP-TLS (0). */
export const ieee8021xProfile: Ieee8021xProfile = {
  profileName: names.eap,
  authenticationProtocol: 0,
  pxeTimeout: 120,
  wiredInterface: true,
  tenantId,
}

/** The same for Wi-Fi. */
export const wirelessIeee8021xProfile: Ieee8021xProfile = {
  ...ieee8021xProfile,
  profileName: 'wireless-eap-tls',
  wiredInterface: false,
}

/** Wi-Fi with a shared passphrase: WPA2 PSK (6), CCMP (4). */
export const wirelessProfile: WirelessProfile = {
  profileName: names.wifi,
  authenticationMethod: 6,
  encryptionMethod: 4,
  ssid: 'corp-office',
  pskValue: 0,
  pskPassphrase: 'PSK_PASSPHRASE',
  linkPolicy: [14, 16],
  ieee8021xProfileName: null,
  tenantId,
}

/** Wi-Fi with 802.1x: WPA2 IEEE 802.1x (7), CCMP (4). */
export const secureWirelessProfile: WirelessProfile = {
  ...wirelessProfile,
  profileName: names.eapWifi,
  authenticationMethod: 7,
  ssid: 'corp-secure',
  pskPassphrase: null,
  ieee8021xProfileName: wirelessIeee8021xProfile.profileName,
}

/** Proxy named by FQDN (201). */
export const proxyConfig: ProxyConfig = {
  name: 'branch-proxy',
  address: 'proxy.corp.example',
  infoFormat: 201,
  port: 8080,
  networkDnsSuffix: 'corp.example',
  tenantId,
}

/** Devices that keep a connection to the MPS, over Wi-Fi and through the proxy where there is one. */
export const ciraProfile: Profile = {
  profileName: 'office',
  activation: 'acmactivate',
  amtPassword: 'AMT_PASSWORD',
  mebxPassword: 'MEBX_PASSWORD',
  generateRandomPassword: false,
  generateRandomMEBxPassword: false,
  ciraConfigName: names.cira,
  tags: ['office'],
  dhcpEnabled: true,
  ipSyncEnabled: false,
  localWifiSyncEnabled: true,
  uefiWifiSyncEnabled: false,
  tlsMode: null,
  tlsSigningAuthority: null,
  userConsent: 'None',
  iderEnabled: true,
  kvmEnabled: true,
  solEnabled: true,
  ieee8021xProfileName: null,
  wifiConfigs: [
    { priority: 1, profileName: names.wifi },
    { priority: 2, profileName: names.eapWifi },
  ],
  proxyConfigs: [{ priority: 1, name: proxyConfig.name }],
  tenantId,
}

/** Devices on the wire that are reached directly: server TLS (1) with a certificate that RPS signs. */
export const tlsProfile: Profile = {
  ...ciraProfile,
  profileName: 'datacentre',
  ciraConfigName: null,
  tags: ['datacentre'],
  localWifiSyncEnabled: false,
  tlsMode: 1,
  tlsSigningAuthority: 'SelfSigned',
  ieee8021xProfileName: names.eap,
  wifiConfigs: [],
  proxyConfigs: [],
}
