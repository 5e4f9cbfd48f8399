/** A row to put into a table, as far as the table has its columns. */
type SampleRow = Readonly<Record<string, unknown>>

/** GUIDs of the devices. */
export const guids = ['5a6b7c8d-0000-4000-8000-00000000000a', '5a6b7c8d-0000-4000-8000-00000000000b'] as const

const profile = {
  activation: 'acmactivate',
  amt_password: 'AMT_PASSWORD',
  mebx_password: 'MEBX_PASSWORD',
  generate_random_password: false,
  generate_random_mebx_password: true,
  configuration_script: 'script',
  random_password_characters: 'abc',
  random_password_length: 12,
  random_mebx_password_length: 13,
  creation_date: '2021-05-06 07:08:09',
  created_by: 'operator',
  tags: ['b', 'a'],
  dhcp_enabled: true,
  ip_sync_enabled: false,
  local_wifi_sync_enabled: true,
  tls_mode: 2,
  user_consent: 'KVM',
  ider_enabled: true,
  kvm_enabled: true,
  sol_enabled: false,
  tls_signing_authority: 'SelfSigned',
  uefi_wifi_sync_enabled: true,
}

const wireless = {
  authentication_method: 4,
  encryption_method: 3,
  ssid: 'net',
  psk_value: 1,
  psk_passphrase: 'PSK_PASSPHRASE',
  link_policy: [14, 1],
  creation_date: '2021-05-06 07:08:09',
  created_by: 'operator',
}

const domain = {
  provisioning_cert: 'CERT',
  provisioning_cert_storage_format: 'raw',
  provisioning_cert_key: 'CERT_PASSWORD',
  creation_date: '2021-05-06 07:08:09',
  created_by: 'operator',
  expiration_date: '2030-06-15 12:30:00.5',
}

/** Rows of every table that any release had, in an order in which they can be added; those of `other` need a tenant. */
export const sampleRows: readonly { table: string; rows: readonly SampleRow[] }[] = [
  {
    table: 'devices',
    rows: [
      {
        guid: guids[0],
        tags: ['b', 'a'],
        hostname: 'front-desk',
        mpsinstance: 'mps-1',
        connectionstatus: true,
        mpsusername: 'admin',
        tenantid: '',
        friendlyname: 'Front desk',
        dnssuffix: 'example.com',
        lastconnected: '2024-01-02T03:04:05.678Z',
        deviceinfo: '{"z": 1, "a": {"ü": null}}',
      },
      { guid: guids[1], tags: null, tenantid: 'other' },
    ],
  },
  {
    table: 'networkconfigs',
    rows: [
      { network_profile_name: 'Dynamic', dhcp_enabled: true, static_ip_shared: false, ip_sync_enabled: true },
      { network_profile_name: 'Static', dhcp_enabled: false, static_ip_shared: true, ip_sync_enabled: true },
    ],
  },
  {
    table: 'ciraconfigs',
    rows: ['', 'other'].map((tenant_id) => ({
      cira_config_name: 'Cira',
      mps_server_address: '192.0.2.1',
      mps_port: 4433,
      user_name: 'admin',
      password: 'MPS_PASSWORD',
      generate_random_password: true,
      random_password_length: 11,
      common_name: '192.0.2.1',
      server_address_format: 3,
      auth_method: 2,
      mps_root_certificate: 'root',
      proxydetails: '',
      tenant_id,
    })),
  },
  {
    table: 'ieee8021xconfigs',
    rows: [
      {
        profile_name: 'Eap',
        auth_protocol: 0,
        servername: 's',
        domain: 'd',
        username: 'u',
        password: 'p',
        roaming_identity: 'r',
        active_in_s0: true,
        pxe_timeout: 120,
        wired_interface: true,
        tenant_id: '',
      },
    ],
  },
  {
    table: 'wirelessconfigs',
    rows: [
      { ...wireless, wireless_profile_name: 'Wifi', tenant_id: '', ieee8021x_profile_name: 'EAP' },
      { ...wireless, wireless_profile_name: 'wifi', tenant_id: 'other' },
    ],
  },
  {
    table: 'profiles',
    rows: [
      {
        ...profile,
        profile_name: 'Office',
        cira_config_name: 'CIRA',
        network_profile_name: 'dynamic',
        ieee8021x_profile_name: 'eap',
        tenant_id: '',
      },
      {
        ...profile,
        profile_name: 'Lab',
        network_profile_name: 'static',
        dhcp_enabled: false,
        tags: null,
        tenant_id: '',
      },
      { ...profile, profile_name: 'office', cira_config_name: 'cira', tenant_id: 'other' },
    ],
  },
  {
    table: 'profiles_wirelessconfigs',
    rows: [
      {
        wireless_profile_name: 'WIFI',
        profile_name: 'office',
        priority: 1,
        creation_date: '2021-05-06 07:08:09',
        created_by: 'operator',
        tenant_id: '',
      },
    ],
  },
  {
    table: 'domains',
    rows: [
      { ...domain, name: 'Dom', domain_suffix: 'Example.com', tenant_id: '' },
      { ...domain, name: 'dom', domain_suffix: 'example.net', tenant_id: 'other' },
    ],
  },
  {
    table: 'proxyconfigs',
    rows: [
      {
        proxy_config_name: 'Proxy',
        address: 'proxy.example.com',
        info_format: 201,
        port: 8080,
        network_dns_suffix: 'example.com',
        creation_date: '2021-05-06 07:08:09',
        tenant_id: '',
      },
    ],
  },
  {
    table: 'profiles_proxyconfigs',
    rows: [
      {
        proxy_config_name: 'proxy',
        profile_name: 'OFFICE',
        priority: 1,
        creation_date: '2021-05-06 07:08:09',
        created_by: 'operator',
        tenant_id: '',
      },
    ],
  },
]
