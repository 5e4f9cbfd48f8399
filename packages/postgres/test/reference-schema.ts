/** The tables of the reference provider, as its own scripts leave them behind; MPS's one and RPS's eight. */
export const referenceDevices = [
  `create table devices (
    guid uuid not null, tags text[], hostname varchar(256), mpsinstance text, connectionstatus boolean,
    mpsusername text, tenantid varchar(36) not null, friendlyname varchar(256), dnssuffix varchar(256),
    lastconnected timestamptz, lastseen timestamptz, lastdisconnected timestamptz, deviceinfo json,
    constraint device_guid unique (guid), primary key (guid, tenantid))`,
]

/** Tables of RPS, in an order in which they can be made. */
export const referenceConfigurations = [
  'create extension if not exists citext',
  `create table ciraconfigs (
    cira_config_name citext not null, mps_server_address varchar(256), mps_port integer, user_name varchar(40),
    password varchar(63), common_name varchar(256), server_address_format integer, auth_method integer,
    mps_root_certificate text, proxydetails text, tenant_id varchar(36) not null,
    primary key (cira_config_name, tenant_id))`,
  `create table ieee8021xconfigs (
    profile_name citext, auth_protocol integer, servername varchar(255), domain varchar(255), username varchar(255),
    password varchar(255), roaming_identity varchar(255), active_in_s0 boolean, pxe_timeout integer,
    wired_interface boolean not null, tenant_id varchar(36) not null,
    primary key (profile_name, tenant_id))`,
  `create table wirelessconfigs (
    wireless_profile_name citext not null, authentication_method integer, encryption_method integer, ssid varchar(32),
    psk_value integer, psk_passphrase varchar(63), link_policy int[], creation_date timestamp, created_by varchar(40),
    tenant_id varchar(36) not null, ieee8021x_profile_name citext,
    foreign key (ieee8021x_profile_name, tenant_id) references ieee8021xconfigs (profile_name, tenant_id),
    primary key (wireless_profile_name, tenant_id))`,
  `create table profiles (
    profile_name citext not null, activation varchar(20) not null, amt_password varchar(40),
    generate_random_password boolean not null, cira_config_name citext, creation_date timestamp,
    created_by varchar(40), mebx_password varchar(40), generate_random_mebx_password boolean not null, tags text[],
    dhcp_enabled boolean, ip_sync_enabled boolean, local_wifi_sync_enabled boolean, tenant_id varchar(36) not null,
    tls_mode integer, user_consent varchar(7), ider_enabled boolean, kvm_enabled boolean, sol_enabled boolean,
    tls_signing_authority varchar(40), ieee8021x_profile_name citext, uefi_wifi_sync_enabled boolean,
    foreign key (cira_config_name, tenant_id) references ciraconfigs (cira_config_name, tenant_id),
    foreign key (ieee8021x_profile_name, tenant_id) references ieee8021xconfigs (profile_name, tenant_id),
    primary key (profile_name, tenant_id))`,
  `create table profiles_wirelessconfigs (
    wireless_profile_name citext, profile_name citext, priority integer, creation_date timestamp,
    created_by varchar(40), tenant_id varchar(36) not null,
    foreign key (wireless_profile_name, tenant_id) references wirelessconfigs (wireless_profile_name, tenant_id),
    foreign key (profile_name, tenant_id) references profiles (profile_name, tenant_id),
    primary key (wireless_profile_name, profile_name, priority, tenant_id))`,
  `create table domains (
    name citext not null, domain_suffix citext not null, provisioning_cert text,
    provisioning_cert_storage_format varchar(40), provisioning_cert_key text, creation_date timestamp,
    expiration_date timestamp, created_by varchar(40), tenant_id varchar(36) not null,
    constraint domainname unique (name, tenant_id), constraint domainsuffix unique (domain_suffix, tenant_id),
    primary key (name, domain_suffix, tenant_id))`,
  `create table proxyconfigs (
    proxy_config_name citext, address citext not null, info_format integer not null, port integer not null,
    network_dns_suffix varchar(192), creation_date timestamp, tenant_id varchar(36),
    constraint address_port_tenant_id unique (address, port, tenant_id),
    primary key (proxy_config_name, tenant_id))`,
  `create table profiles_proxyconfigs (
    proxy_config_name citext, profile_name citext, priority integer, creation_date timestamp,
    created_by varchar(40), tenant_id varchar(36),
    foreign key (proxy_config_name, tenant_id) references proxyconfigs (proxy_config_name, tenant_id),
    foreign key (profile_name, tenant_id) references profiles (profile_name, tenant_id),
    primary key (proxy_config_name, profile_name, priority, tenant_id))`,
]

/** Names of the nine tables. */
export const referenceTables = [...referenceDevices, ...referenceConfigurations].flatMap(
  (statement) => /^create table (\w+)/.exec(statement)?.[1] ?? [],
)
