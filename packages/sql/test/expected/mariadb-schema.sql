select column_name as `name` from information_schema.columns where table_schema = database() and table_name = ?;

select get_lock('dmt_migrations', 3600) as granted;

create table dmt_migrations (name varchar(200) not null primary key, applied_at varchar(30) not null);

update `dmt_migrations` set applied_at = ? where name = ?;

insert into `dmt_migrations` (name, applied_at) values (?, ?);

create table if not exists devices (
  guid char(36) character set ascii collate ascii_bin not null,
  tags longtext character set utf8mb4 collate utf8mb4_nopad_bin,
  hostname varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin,
  mpsinstance longtext character set utf8mb4 collate utf8mb4_nopad_bin,
  connectionstatus tinyint(1),
  mpsusername longtext character set utf8mb4 collate utf8mb4_nopad_bin,
  tenantid varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  friendlyname varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin,
  dnssuffix varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin,
  lastconnected datetime(3),
  lastseen datetime(3),
  lastdisconnected datetime(3),
  deviceinfo longtext character set utf8mb4 collate utf8mb4_nopad_bin,
  constraint device_guid unique (guid),
  primary key (guid, tenantid)
);

select release_lock('dmt_migrations');

create table if not exists ciraconfigs (
  cira_config_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  mps_server_address varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin,
  mps_port int,
  user_name varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin,
  password varchar(63) character set utf8mb4 collate utf8mb4_nopad_bin,
  common_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin,
  server_address_format int,
  auth_method int,
  mps_root_certificate longtext character set utf8mb4 collate utf8mb4_nopad_bin,
  proxydetails longtext character set utf8mb4 collate utf8mb4_nopad_bin,
  tenant_id varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  cira_config_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(cira_config_name)) stored,
  row_version datetime(6) not null default current_timestamp(6) on update current_timestamp(6),
  unique (cira_config_name_key, tenant_id),
  primary key (cira_config_name, tenant_id)
);

create table if not exists ieee8021xconfigs (
  profile_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  auth_protocol int,
  servername varchar(255) character set utf8mb4 collate utf8mb4_nopad_bin,
  domain varchar(255) character set utf8mb4 collate utf8mb4_nopad_bin,
  username varchar(255) character set utf8mb4 collate utf8mb4_nopad_bin,
  password varchar(255) character set utf8mb4 collate utf8mb4_nopad_bin,
  roaming_identity varchar(255) character set utf8mb4 collate utf8mb4_nopad_bin,
  active_in_s0 tinyint(1),
  pxe_timeout int,
  wired_interface tinyint(1) not null,
  tenant_id varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  profile_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(profile_name)) stored,
  row_version datetime(6) not null default current_timestamp(6) on update current_timestamp(6),
  unique (profile_name_key, tenant_id),
  primary key (profile_name, tenant_id)
);

create table if not exists wirelessconfigs (
  wireless_profile_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  authentication_method int,
  encryption_method int,
  ssid varchar(32) character set utf8mb4 collate utf8mb4_nopad_bin,
  psk_value int,
  psk_passphrase varchar(63) character set utf8mb4 collate utf8mb4_nopad_bin,
  link_policy longtext character set utf8mb4 collate utf8mb4_nopad_bin,
  tenant_id varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  ieee8021x_profile_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin,
  creation_date datetime(3),
  created_by varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin,
  wireless_profile_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(wireless_profile_name)) stored,
  ieee8021x_profile_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(ieee8021x_profile_name)) stored,
  row_version datetime(6) not null default current_timestamp(6) on update current_timestamp(6),
  foreign key (ieee8021x_profile_name_key, tenant_id) references ieee8021xconfigs (profile_name_key, tenant_id),
  unique (wireless_profile_name_key, tenant_id),
  primary key (wireless_profile_name, tenant_id)
);

create table if not exists profiles (
  profile_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  activation varchar(20) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  amt_password varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin,
  generate_random_password tinyint(1) not null,
  cira_config_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin,
  mebx_password varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin,
  generate_random_mebx_password tinyint(1) not null,
  tags longtext character set utf8mb4 collate utf8mb4_nopad_bin,
  dhcp_enabled tinyint(1),
  ip_sync_enabled tinyint(1),
  local_wifi_sync_enabled tinyint(1),
  tenant_id varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  tls_mode int,
  user_consent varchar(7) character set utf8mb4 collate utf8mb4_nopad_bin,
  ider_enabled tinyint(1),
  kvm_enabled tinyint(1),
  sol_enabled tinyint(1),
  tls_signing_authority varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin,
  ieee8021x_profile_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin,
  uefi_wifi_sync_enabled tinyint(1),
  creation_date datetime(3),
  created_by varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin,
  profile_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(profile_name)) stored,
  cira_config_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(cira_config_name)) stored,
  ieee8021x_profile_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(ieee8021x_profile_name)) stored,
  row_version datetime(6) not null default current_timestamp(6) on update current_timestamp(6),
  foreign key (cira_config_name_key, tenant_id) references ciraconfigs (cira_config_name_key, tenant_id),
  foreign key (ieee8021x_profile_name_key, tenant_id) references ieee8021xconfigs (profile_name_key, tenant_id),
  unique (profile_name_key, tenant_id),
  primary key (profile_name, tenant_id)
);

create table if not exists profiles_wirelessconfigs (
  wireless_profile_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  priority int not null,
  profile_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  creation_date datetime(3),
  created_by varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin,
  tenant_id varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  wireless_profile_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(wireless_profile_name)) stored,
  profile_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(profile_name)) stored,
  foreign key (wireless_profile_name_key, tenant_id) references wirelessconfigs (wireless_profile_name_key, tenant_id),
  foreign key (profile_name_key, tenant_id) references profiles (profile_name_key, tenant_id),
  unique (wireless_profile_name_key, profile_name_key, priority, tenant_id),
  primary key (wireless_profile_name, profile_name, priority, tenant_id)
);

create table if not exists domains (
  name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  domain_suffix varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  provisioning_cert longtext character set utf8mb4 collate utf8mb4_nopad_bin,
  provisioning_cert_storage_format varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin,
  provisioning_cert_key longtext character set utf8mb4 collate utf8mb4_nopad_bin,
  expiration_date datetime(3),
  tenant_id varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  creation_date datetime(3),
  created_by varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin,
  name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(name)) stored,
  domain_suffix_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(domain_suffix)) stored,
  row_version datetime(6) not null default current_timestamp(6) on update current_timestamp(6),
  constraint domainname unique (name_key, tenant_id),
  constraint domainsuffix unique (domain_suffix_key, tenant_id),
  unique (name_key, domain_suffix_key, tenant_id),
  primary key (name, domain_suffix, tenant_id)
);

create table if not exists proxyconfigs (
  proxy_config_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  address varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  info_format int not null,
  port int not null,
  network_dns_suffix varchar(192) character set utf8mb4 collate utf8mb4_nopad_bin,
  tenant_id varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  creation_date datetime(3),
  proxy_config_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(proxy_config_name)) stored,
  address_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(address)) stored,
  constraint address_port_tenant_id unique (address_key, port, tenant_id),
  unique (proxy_config_name_key, tenant_id),
  primary key (proxy_config_name, tenant_id)
);

create table if not exists profiles_proxyconfigs (
  proxy_config_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  priority int not null,
  profile_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  creation_date datetime(3),
  created_by varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin,
  tenant_id varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  proxy_config_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(proxy_config_name)) stored,
  profile_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(profile_name)) stored,
  foreign key (proxy_config_name_key, tenant_id) references proxyconfigs (proxy_config_name_key, tenant_id),
  foreign key (profile_name_key, tenant_id) references profiles (profile_name_key, tenant_id),
  unique (proxy_config_name_key, profile_name_key, priority, tenant_id),
  primary key (proxy_config_name, profile_name, priority, tenant_id)
);

create table if not exists dmt_secrets (
  path varchar(400) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  version int not null,
  primary key (path)
);

create table if not exists dmt_secret_versions (
  path varchar(400) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  version int not null,
  key_id varchar(200) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  body longtext character set utf8mb4 collate utf8mb4_nopad_bin not null,
  primary key (path, version)
);
