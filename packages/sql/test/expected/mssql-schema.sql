select name as "name" from sys.columns where object_id = object_id(@1);

declare @granted int; exec @granted = sp_getapplock @Resource = 'dmt_migrations', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000; select case when @granted >= 0 then 1 else 0 end as granted;

create table dmt_migrations (name varchar(200) not null primary key, applied_at varchar(30) not null);

create table devices (
  guid char(36) collate Latin1_General_BIN2 not null,
  tags nvarchar(max) collate Latin1_General_BIN2,
  hostname nvarchar(512) collate Latin1_General_BIN2,
  mpsinstance nvarchar(max) collate Latin1_General_BIN2,
  connectionstatus bit,
  mpsusername nvarchar(max) collate Latin1_General_BIN2,
  tenantid nvarchar(72) collate Latin1_General_BIN2 not null,
  friendlyname nvarchar(512) collate Latin1_General_BIN2,
  dnssuffix nvarchar(512) collate Latin1_General_BIN2,
  lastconnected datetime2(3),
  lastseen datetime2(3),
  lastdisconnected datetime2(3),
  deviceinfo nvarchar(max) collate Latin1_General_BIN2,
  tenantid_key as (cast(hashbytes('SHA2_256', tenantid) as binary(32))) persisted not null,
  constraint device_guid unique (guid),
  constraint devices_pkey primary key (guid, tenantid_key)
);

insert into dmt_migrations (name, applied_at) values ('0001-devices', convert(varchar(23), sysutcdatetime(), 126) + 'Z');

create table ciraconfigs (
  cira_config_name nvarchar(512) collate Latin1_General_BIN2 not null,
  mps_server_address nvarchar(512) collate Latin1_General_BIN2,
  mps_port int,
  user_name nvarchar(80) collate Latin1_General_BIN2,
  password nvarchar(126) collate Latin1_General_BIN2,
  common_name nvarchar(512) collate Latin1_General_BIN2,
  server_address_format int,
  auth_method int,
  mps_root_certificate nvarchar(max) collate Latin1_General_BIN2,
  proxydetails nvarchar(max) collate Latin1_General_BIN2,
  tenant_id nvarchar(72) collate Latin1_General_BIN2 not null,
  row_version rowversion not null,
  cira_config_name_key as (cast(hashbytes('SHA2_256', lower(cira_config_name collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted not null,
  tenant_id_key as (cast(hashbytes('SHA2_256', tenant_id) as binary(32))) persisted not null,
  constraint ciraconfigs_pkey primary key (cira_config_name_key, tenant_id_key)
);

create table ieee8021xconfigs (
  profile_name nvarchar(512) collate Latin1_General_BIN2 not null,
  auth_protocol int,
  servername nvarchar(510) collate Latin1_General_BIN2,
  domain nvarchar(510) collate Latin1_General_BIN2,
  username nvarchar(510) collate Latin1_General_BIN2,
  password nvarchar(510) collate Latin1_General_BIN2,
  roaming_identity nvarchar(510) collate Latin1_General_BIN2,
  active_in_s0 bit,
  pxe_timeout int,
  wired_interface bit not null,
  tenant_id nvarchar(72) collate Latin1_General_BIN2 not null,
  row_version rowversion not null,
  profile_name_key as (cast(hashbytes('SHA2_256', lower(profile_name collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted not null,
  tenant_id_key as (cast(hashbytes('SHA2_256', tenant_id) as binary(32))) persisted not null,
  constraint ieee8021xconfigs_pkey primary key (profile_name_key, tenant_id_key)
);

create table wirelessconfigs (
  wireless_profile_name nvarchar(512) collate Latin1_General_BIN2 not null,
  authentication_method int,
  encryption_method int,
  ssid nvarchar(64) collate Latin1_General_BIN2,
  psk_value int,
  psk_passphrase nvarchar(126) collate Latin1_General_BIN2,
  link_policy nvarchar(max) collate Latin1_General_BIN2,
  tenant_id nvarchar(72) collate Latin1_General_BIN2 not null,
  ieee8021x_profile_name nvarchar(512) collate Latin1_General_BIN2,
  creation_date datetime2(3),
  created_by nvarchar(80) collate Latin1_General_BIN2,
  row_version rowversion not null,
  wireless_profile_name_key as (cast(hashbytes('SHA2_256', lower(wireless_profile_name collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted not null,
  tenant_id_key as (cast(hashbytes('SHA2_256', tenant_id) as binary(32))) persisted not null,
  ieee8021x_profile_name_key as (cast(hashbytes('SHA2_256', lower(ieee8021x_profile_name collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted,
  constraint wirelessconfigs_ieee8021x_profile_name_fk foreign key (ieee8021x_profile_name_key, tenant_id_key) references ieee8021xconfigs (profile_name_key, tenant_id_key),
  constraint wirelessconfigs_pkey primary key (wireless_profile_name_key, tenant_id_key)
);

create table profiles (
  profile_name nvarchar(512) collate Latin1_General_BIN2 not null,
  activation nvarchar(40) collate Latin1_General_BIN2 not null,
  amt_password nvarchar(80) collate Latin1_General_BIN2,
  generate_random_password bit not null,
  cira_config_name nvarchar(512) collate Latin1_General_BIN2,
  mebx_password nvarchar(80) collate Latin1_General_BIN2,
  generate_random_mebx_password bit not null,
  tags nvarchar(max) collate Latin1_General_BIN2,
  dhcp_enabled bit,
  ip_sync_enabled bit,
  local_wifi_sync_enabled bit,
  tenant_id nvarchar(72) collate Latin1_General_BIN2 not null,
  tls_mode int,
  user_consent nvarchar(14) collate Latin1_General_BIN2,
  ider_enabled bit,
  kvm_enabled bit,
  sol_enabled bit,
  tls_signing_authority nvarchar(80) collate Latin1_General_BIN2,
  ieee8021x_profile_name nvarchar(512) collate Latin1_General_BIN2,
  uefi_wifi_sync_enabled bit,
  creation_date datetime2(3),
  created_by nvarchar(80) collate Latin1_General_BIN2,
  row_version rowversion not null,
  profile_name_key as (cast(hashbytes('SHA2_256', lower(profile_name collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted not null,
  cira_config_name_key as (cast(hashbytes('SHA2_256', lower(cira_config_name collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted,
  tenant_id_key as (cast(hashbytes('SHA2_256', tenant_id) as binary(32))) persisted not null,
  ieee8021x_profile_name_key as (cast(hashbytes('SHA2_256', lower(ieee8021x_profile_name collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted,
  constraint profiles_cira_config_name_fk foreign key (cira_config_name_key, tenant_id_key) references ciraconfigs (cira_config_name_key, tenant_id_key),
  constraint profiles_ieee8021x_profile_name_fk foreign key (ieee8021x_profile_name_key, tenant_id_key) references ieee8021xconfigs (profile_name_key, tenant_id_key),
  constraint profiles_pkey primary key (profile_name_key, tenant_id_key)
);

create table profiles_wirelessconfigs (
  wireless_profile_name nvarchar(512) collate Latin1_General_BIN2 not null,
  priority int not null,
  profile_name nvarchar(512) collate Latin1_General_BIN2 not null,
  creation_date datetime2(3),
  created_by nvarchar(80) collate Latin1_General_BIN2,
  tenant_id nvarchar(72) collate Latin1_General_BIN2 not null,
  wireless_profile_name_key as (cast(hashbytes('SHA2_256', lower(wireless_profile_name collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted not null,
  profile_name_key as (cast(hashbytes('SHA2_256', lower(profile_name collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted not null,
  tenant_id_key as (cast(hashbytes('SHA2_256', tenant_id) as binary(32))) persisted not null,
  constraint profiles_wirelessconfigs_wireless_profile_name_fk foreign key (wireless_profile_name_key, tenant_id_key) references wirelessconfigs (wireless_profile_name_key, tenant_id_key),
  constraint profiles_wirelessconfigs_profile_name_fk foreign key (profile_name_key, tenant_id_key) references profiles (profile_name_key, tenant_id_key),
  constraint profiles_wirelessconfigs_pkey primary key (wireless_profile_name_key, profile_name_key, priority, tenant_id_key)
);

create table domains (
  name nvarchar(512) collate Latin1_General_BIN2 not null,
  domain_suffix nvarchar(512) collate Latin1_General_BIN2 not null,
  provisioning_cert nvarchar(max) collate Latin1_General_BIN2,
  provisioning_cert_storage_format nvarchar(80) collate Latin1_General_BIN2,
  provisioning_cert_key nvarchar(max) collate Latin1_General_BIN2,
  expiration_date datetime2(3),
  tenant_id nvarchar(72) collate Latin1_General_BIN2 not null,
  creation_date datetime2(3),
  created_by nvarchar(80) collate Latin1_General_BIN2,
  row_version rowversion not null,
  name_key as (cast(hashbytes('SHA2_256', lower(name collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted not null,
  domain_suffix_key as (cast(hashbytes('SHA2_256', lower(domain_suffix collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted not null,
  tenant_id_key as (cast(hashbytes('SHA2_256', tenant_id) as binary(32))) persisted not null,
  constraint domainname unique (name_key, tenant_id_key),
  constraint domainsuffix unique (domain_suffix_key, tenant_id_key),
  constraint domains_pkey primary key (name_key, domain_suffix_key, tenant_id_key)
);

create table proxyconfigs (
  proxy_config_name nvarchar(512) collate Latin1_General_BIN2 not null,
  address nvarchar(512) collate Latin1_General_BIN2 not null,
  info_format int not null,
  port int not null,
  network_dns_suffix nvarchar(384) collate Latin1_General_BIN2,
  tenant_id nvarchar(72) collate Latin1_General_BIN2 not null,
  creation_date datetime2(3),
  proxy_config_name_key as (cast(hashbytes('SHA2_256', lower(proxy_config_name collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted not null,
  address_key as (cast(hashbytes('SHA2_256', lower(address collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted not null,
  tenant_id_key as (cast(hashbytes('SHA2_256', tenant_id) as binary(32))) persisted not null,
  constraint address_port_tenant_id unique (address_key, port, tenant_id_key),
  constraint proxyconfigs_pkey primary key (proxy_config_name_key, tenant_id_key)
);

create table profiles_proxyconfigs (
  proxy_config_name nvarchar(512) collate Latin1_General_BIN2 not null,
  priority int not null,
  profile_name nvarchar(512) collate Latin1_General_BIN2 not null,
  creation_date datetime2(3),
  created_by nvarchar(80) collate Latin1_General_BIN2,
  tenant_id nvarchar(72) collate Latin1_General_BIN2 not null,
  proxy_config_name_key as (cast(hashbytes('SHA2_256', lower(proxy_config_name collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted not null,
  profile_name_key as (cast(hashbytes('SHA2_256', lower(profile_name collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32))) persisted not null,
  tenant_id_key as (cast(hashbytes('SHA2_256', tenant_id) as binary(32))) persisted not null,
  constraint profiles_proxyconfigs_proxy_config_name_fk foreign key (proxy_config_name_key, tenant_id_key) references proxyconfigs (proxy_config_name_key, tenant_id_key),
  constraint profiles_proxyconfigs_profile_name_fk foreign key (profile_name_key, tenant_id_key) references profiles (profile_name_key, tenant_id_key),
  constraint profiles_proxyconfigs_pkey primary key (proxy_config_name_key, profile_name_key, priority, tenant_id_key)
);

insert into dmt_migrations (name, applied_at) values ('0001-configurations', convert(varchar(23), sysutcdatetime(), 126) + 'Z');

create table dmt_secrets (
  path nvarchar(800) collate Latin1_General_BIN2 not null,
  version int not null,
  path_key as (cast(hashbytes('SHA2_256', path) as binary(32))) persisted not null,
  constraint dmt_secrets_pkey primary key (path_key)
);

create table dmt_secret_versions (
  path nvarchar(800) collate Latin1_General_BIN2 not null,
  version int not null,
  key_id nvarchar(400) collate Latin1_General_BIN2 not null,
  body nvarchar(max) collate Latin1_General_BIN2 not null,
  path_key as (cast(hashbytes('SHA2_256', path) as binary(32))) persisted not null,
  constraint dmt_secret_versions_pkey primary key (path_key, version)
);

insert into dmt_migrations (name, applied_at) values ('0001-records', convert(varchar(23), sysutcdatetime(), 126) + 'Z');
