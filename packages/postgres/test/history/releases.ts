/** What one release of the toolkit did to its tables, seen from a new installation of the release before. */
interface Step {
  /** Release of the toolkit, as its documentation counts. */
  readonly release: string
  readonly statements: readonly string[]
}

/** Tables as they were before the toolkit's first step by hand: without tenants, and without primary keys. */
const first: Step = {
  release: '1.3',
  statements: [
    'create table devices (guid uuid not null, tags text[], hostname varchar(256), constraint device_guid unique (guid))',
    'create extension citext',
    `create table ciraconfigs (cira_config_name citext not null, mps_server_address varchar(256), mps_port integer,
       user_name varchar(40), password varchar(63), common_name varchar(256), server_address_format integer,
       auth_method integer, mps_root_certificate text, proxydetails text, constraint configname unique (cira_config_name))`,
    `create table networkconfigs (network_profile_name citext not null, dhcp_enabled boolean not null,
       static_ip_shared boolean not null, ip_sync_enabled boolean not null,
       constraint networkprofilename unique (network_profile_name))`,
    `create table profiles (profile_name citext not null, activation varchar(20) not null, amt_password varchar(40),
       configuration_script text, cira_config_name citext references ciraconfigs (cira_config_name),
       generate_random_password boolean not null, random_password_characters varchar(100),
       random_password_length integer, creation_date timestamp, created_by varchar(40),
       network_profile_name citext references networkconfigs (network_profile_name), mebx_password varchar(40),
       generate_random_mebx_password boolean not null, random_mebx_password_length integer, tags text[],
       constraint name unique (profile_name))`,
    `create table domains (name citext not null, domain_suffix citext not null, provisioning_cert text,
       provisioning_cert_storage_format varchar(40), provisioning_cert_key text, creation_date timestamp,
       created_by varchar(40), constraint domainname unique (name), constraint domainsuffix unique (domain_suffix))`,
    'create unique index lower_cira_config_name_idx on ciraconfigs (lower(cira_config_name))',
    'create unique index lower_network_profile_name_idx on networkconfigs (lower(network_profile_name))',
    'create unique index lower_profile_name_idx on profiles (lower(profile_name))',
    'create unique index lower_name_suffix_idx on domains (lower(name), lower(domain_suffix))',
  ],
}

/** With tenants every key changed, so that later releases begin here. */
const withTenants: Step = {
  release: '2.0',
  statements: [
    `create table devices (guid uuid not null, tags text[], hostname varchar(256), mpsinstance text,
       connectionstatus boolean, mpsusername text, tenantid varchar(36), constraint device_guid unique (guid),
       primary key (guid, tenantid))`,
    'create extension citext',
    `create table ciraconfigs (cira_config_name citext not null, mps_server_address varchar(256), mps_port integer,
       user_name varchar(40), password varchar(63), common_name varchar(256), server_address_format integer,
       auth_method integer, mps_root_certificate text, proxydetails text, tenant_id varchar(36) not null,
       primary key (cira_config_name, tenant_id))`,
    `create table wirelessconfigs (wireless_profile_name citext not null, authentication_method integer,
       encryption_method integer, ssid varchar(32), psk_value integer, psk_passphrase varchar(63), link_policy int[],
       creation_date timestamp, created_by varchar(40), tenant_id varchar(36) not null,
       primary key (wireless_profile_name, tenant_id))`,
    `create table profiles (profile_name citext not null, activation varchar(20) not null, amt_password varchar(40),
       generate_random_password boolean not null, cira_config_name citext, creation_date timestamp,
       created_by varchar(40), mebx_password varchar(40), generate_random_mebx_password boolean not null, tags text[],
       dhcp_enabled boolean, tenant_id varchar(36) not null,
       foreign key (cira_config_name, tenant_id) references ciraconfigs (cira_config_name, tenant_id),
       primary key (profile_name, tenant_id))`,
    `create table profiles_wirelessconfigs (wireless_profile_name citext, profile_name citext, priority integer,
       creation_date timestamp, created_by varchar(40), tenant_id varchar(36) not null,
       foreign key (wireless_profile_name, tenant_id) references wirelessconfigs (wireless_profile_name, tenant_id),
       foreign key (profile_name, tenant_id) references profiles (profile_name, tenant_id),
       primary key (wireless_profile_name, profile_name, priority, tenant_id))`,
    `create table domains (name citext not null, domain_suffix citext not null, provisioning_cert text,
       provisioning_cert_storage_format varchar(40), provisioning_cert_key text, creation_date timestamp,
       created_by varchar(40), tenant_id varchar(36) not null,
       constraint domainsuffix unique (domain_suffix, tenant_id), primary key (name, tenant_id))`,
    'create unique index lower_name_suffix_idx on domains (lower(name), lower(domain_suffix))',
  ],
}

const wired = `create table ieee8021xconfigs (profile_name citext, auth_protocol integer, servername varchar(255),
  domain varchar(255), username varchar(255), password varchar(255), roaming_identity varchar(255),
  active_in_s0 boolean, pxe_timeout integer, wired_interface boolean not null, tenant_id varchar(36) not null,
  primary key (profile_name, tenant_id))`

const toWired = (table: string, name = '') =>
  `alter table ${table} add column ieee8021x_profile_name citext, add ${name} foreign key
     (ieee8021x_profile_name, tenant_id) references ieee8021xconfigs (profile_name, tenant_id)`

/** What each release added, in the form that its new installations had. */
const steps: readonly Step[] = [
  first,
  {
    release: '1.4',
    statements: [
      // MPS's own script has a text here, the deployment's this.
      'alter table devices add column mpsinstance text, add column connectionstatus boolean, add column mpsusername varchar(16)',
      'alter table ciraconfigs add column generate_random_password boolean not null, add column random_password_length integer',
    ],
  },
  {
    release: '1.5',
    statements: [
      'alter table profiles drop column network_profile_name, drop column configuration_script, add column dhcp_enabled boolean',
      'drop table networkconfigs',
      `create table wirelessconfigs (wireless_profile_name citext not null, authentication_method integer,
         encryption_method integer, ssid varchar(32), psk_value integer, psk_passphrase varchar(63), link_policy int[],
         creation_date timestamp, created_by varchar(40), constraint wirelessprofilename unique (wireless_profile_name))`,
      `create table profiles_wirelessconfigs (
         wireless_profile_name citext references wirelessconfigs (wireless_profile_name),
         profile_name citext references profiles (profile_name), priority integer, creation_date timestamp,
         created_by varchar(40),
         constraint wirelessprofilepriority unique (wireless_profile_name, profile_name, priority))`,
      'create unique index lower_wireless_profile_name_idx on wirelessconfigs (lower(wireless_profile_name))',
      `create unique index wifi_profile_priority
         on profiles_wirelessconfigs (lower(wireless_profile_name), lower(profile_name), priority)`,
    ],
  },
  withTenants,
  {
    release: '2.4',
    statements: [
      `alter table profiles add column tls_mode integer, add column user_consent varchar(7),
         add column ider_enabled boolean, add column kvm_enabled boolean, add column sol_enabled boolean`,
    ],
  },
  {
    release: '2.7',
    statements: ['alter table devices add column friendlyname varchar(256), add column dnssuffix varchar(256)'],
  },
  { release: '2.8', statements: ['alter table profiles add column tls_signing_authority varchar(40)'] },
  { release: '2.9', statements: [wired, toWired('profiles')] },
  { release: '2.10', statements: [toWired('wirelessconfigs')] },
  { release: '2.11', statements: ['alter table profiles add column ip_sync_enabled boolean'] },
  {
    release: '2.15',
    statements: [
      'alter table domains drop constraint domains_pkey',
      'drop index lower_name_suffix_idx',
      `alter table domains add constraint domainname unique (name, tenant_id),
         add primary key (name, domain_suffix, tenant_id)`,
    ],
  },
  {
    release: '2.16',
    statements: [
      'alter table devices add column deviceinfo json',
      'alter table domains add column expiration_date timestamp',
    ],
  },
  {
    release: '2.17',
    statements: [
      `alter table devices add column lastconnected timestamptz, add column lastseen timestamptz,
         add column lastdisconnected timestamptz`,
    ],
  },
  { release: '2.18', statements: ['alter table profiles add column local_wifi_sync_enabled boolean'] },
  {
    release: '2.28',
    statements: [
      'alter table profiles add column uefi_wifi_sync_enabled boolean',
      `create table proxyconfigs (proxy_config_name citext, address citext not null, info_format integer not null,
         port integer not null, network_dns_suffix varchar(192), creation_date timestamp, tenant_id varchar(36),
         constraint address_port_tenant_id unique (address, port, tenant_id), primary key (proxy_config_name, tenant_id))`,
      `create table profiles_proxyconfigs (proxy_config_name citext, profile_name citext, priority integer,
         creation_date timestamp, created_by varchar(40), tenant_id varchar(36),
         foreign key (proxy_config_name, tenant_id) references proxyconfigs (proxy_config_name, tenant_id),
         foreign key (profile_name, tenant_id) references profiles (profile_name, tenant_id),
         primary key (proxy_config_name, profile_name, priority, tenant_id))`,
    ],
  },
]

/** Every release that changed the tables: those of the history table, and the one before the first of them. */
export const releases: readonly string[] = steps.map(({ release }) => release)

/** The statements that make the tables of a new installation of a release. */
export function tablesOf(release: string): readonly string[] {
  const last = releases.indexOf(release)
  if (last === -1) throw new Error(`no release ${release} in the history`)
  const start = last < steps.indexOf(withTenants) ? 0 : steps.indexOf(withTenants)
  return steps.slice(start, last + 1).flatMap(({ statements }) => statements)
}

/** The same of 2.10, after its upgrade pages were followed by hand from 2.8 on: they name the references differently. */
export const upgradedByHand: readonly string[] = [
  ...tablesOf('2.8'),
  wired,
  toWired('profiles', 'constraint ieee8021xconfigs_fk'),
  toWired('wirelessconfigs', 'constraint ieee8021xconfigs_fk'),
]
