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

select count(*) as devices from devices with (tablockx, holdlock);

if col_length('devices', 'mpsinstance_key') is null alter table devices add mpsinstance_key as (cast(hashbytes('SHA2_256', mpsinstance) as binary(32))) persisted;

if object_id('dmt_devices_changed') is not null drop trigger dmt_devices_changed;

drop index if exists dmt_devices_guid on devices;

create index dmt_devices_guid on devices (tenantid_key, guid);

drop index if exists dmt_devices_hostname on devices;

create index dmt_devices_hostname on devices (tenantid_key, hostname);

drop index if exists dmt_devices_friendlyname on devices;

create index dmt_devices_friendlyname on devices (tenantid_key, friendlyname);

drop index if exists dmt_devices_instance on devices;

create index dmt_devices_instance on devices (mpsinstance_key);

drop table if exists dmt_device_tags;

create table dmt_device_tags (
  tenantid_key binary(32) not null, tag_key binary(32) not null, guid char(36) collate Latin1_General_BIN2 not null,
  tag nvarchar(max) collate Latin1_General_BIN2 not null, constraint dmt_device_tags_pkey primary key (tenantid_key, tag_key, guid)
);

insert into dmt_device_tags (tenantid_key, tag_key, guid, tag)
    select d.tenantid_key, k.tag_key, d.guid, min(k.tag) as tag
    from devices d cross apply (
      select value collate Latin1_General_BIN2 as tag, cast(hashbytes('SHA2_256', value collate Latin1_General_BIN2) as binary(32)) as tag_key from openjson(d.tags) where value is not null) k
    
    group by d.tenantid_key, k.tag_key, d.guid;

drop table if exists dmt_device_counts;

create table dmt_device_counts (
  tenantid_key binary(32) not null, bucket char(2) collate Latin1_General_BIN2 not null, shard smallint not null, devices bigint not null,
  constraint dmt_device_counts_pkey primary key (tenantid_key, bucket, shard)
);

insert into dmt_device_counts (tenantid_key, bucket, shard, devices) select tenantid_key, bucket, 0, sum(devices) from (
    select d.tenantid_key, left(d.guid, 2) as bucket, 1 as devices from devices d) n group by tenantid_key, bucket;

drop table if exists dmt_device_connections;

create table dmt_device_connections (
  tenantid_key binary(32) not null, mpsinstance_key binary(32) not null, shard smallint not null,
  devices bigint not null, connected bigint not null,
  constraint dmt_device_connections_pkey primary key (tenantid_key, mpsinstance_key, shard)
);

insert into dmt_device_connections (tenantid_key, mpsinstance_key, shard, devices, connected)
    select tenantid_key, mpsinstance_key, 0, sum(devices), sum(connected) from (
    select d.tenantid_key, coalesce(d.mpsinstance_key, 0x0000000000000000000000000000000000000000000000000000000000000000) as mpsinstance_key,
      case when d.mpsinstance is null then 0 else 1 end as devices,
      case when d.connectionstatus = 1 then 1 else 0 end as connected from devices d) n group by tenantid_key, mpsinstance_key;

create trigger dmt_devices_changed on devices after insert, update, delete as
begin
  set nocount on;
  declare @shard smallint = @@spid % 16;
  declare @devices table (tenantid_key binary(32) not null, bucket char(2) collate Latin1_General_BIN2 not null, devices int not null);
  declare @connections table (tenantid_key binary(32) not null, mpsinstance_key binary(32) not null, devices int not null, connected int not null);
  delete t from dmt_device_tags t inner join (
    select d.tenantid_key, k.tag_key, d.guid, min(k.tag) as tag
    from deleted d cross apply (
      select value collate Latin1_General_BIN2 as tag, cast(hashbytes('SHA2_256', value collate Latin1_General_BIN2) as binary(32)) as tag_key from openjson(d.tags) where value is not null) k
    where not exists (select 1 from inserted o
      where o.guid = d.guid and o.tenantid_key = d.tenantid_key and (o.tags = d.tags or (o.tags is null and d.tags is null)))
    group by d.tenantid_key, k.tag_key, d.guid) gone
    on t.tenantid_key = gone.tenantid_key and t.tag_key = gone.tag_key and t.guid = gone.guid;
  insert into dmt_device_tags (tenantid_key, tag_key, guid, tag)
    select d.tenantid_key, k.tag_key, d.guid, min(k.tag) as tag
    from inserted d cross apply (
      select value collate Latin1_General_BIN2 as tag, cast(hashbytes('SHA2_256', value collate Latin1_General_BIN2) as binary(32)) as tag_key from openjson(d.tags) where value is not null) k
    where not exists (select 1 from deleted o
      where o.guid = d.guid and o.tenantid_key = d.tenantid_key and (o.tags = d.tags or (o.tags is null and d.tags is null)))
    group by d.tenantid_key, k.tag_key, d.guid;
  insert into @devices select tenantid_key, bucket, sum(devices) from (
      select d.tenantid_key, left(d.guid, 2) as bucket, 1 as devices from inserted d
      union all select d.tenantid_key, left(d.guid, 2) as bucket, -1 as devices from deleted d) n
    group by tenantid_key, bucket having sum(devices) <> 0;
  if exists (select 1 from @devices) begin
  update c set devices = c.devices + n.devices from dmt_device_counts c with (updlock, serializable) inner join @devices n on c.tenantid_key = n.tenantid_key and c.bucket = n.bucket and c.shard = @shard;
  insert into dmt_device_counts (tenantid_key, bucket, shard, devices)
    select n.tenantid_key, n.bucket, @shard, n.devices from @devices n
    where not exists (select 1 from dmt_device_counts c with (updlock, serializable) where c.tenantid_key = n.tenantid_key and c.bucket = n.bucket and c.shard = @shard);
  end;
  insert into @connections select tenantid_key, mpsinstance_key, sum(devices), sum(connected) from (
      select d.tenantid_key, coalesce(d.mpsinstance_key, 0x0000000000000000000000000000000000000000000000000000000000000000) as mpsinstance_key,
      case when d.mpsinstance is null then 0 else 1 end as devices,
      case when d.connectionstatus = 1 then 1 else 0 end as connected from inserted d
      union all select d.tenantid_key, coalesce(d.mpsinstance_key, 0x0000000000000000000000000000000000000000000000000000000000000000) as mpsinstance_key,
      -case when d.mpsinstance is null then 0 else 1 end as devices,
      -case when d.connectionstatus = 1 then 1 else 0 end as connected from deleted d) n
    group by tenantid_key, mpsinstance_key having sum(devices) <> 0 or sum(connected) <> 0;
  if exists (select 1 from @connections) begin
  update c set devices = c.devices + n.devices, connected = c.connected + n.connected from dmt_device_connections c with (updlock, serializable) inner join @connections n on c.tenantid_key = n.tenantid_key and c.mpsinstance_key = n.mpsinstance_key and c.shard = @shard;
  insert into dmt_device_connections (tenantid_key, mpsinstance_key, shard, devices, connected)
    select n.tenantid_key, n.mpsinstance_key, @shard, n.devices, n.connected from @connections n
    where not exists (select 1 from dmt_device_connections c with (updlock, serializable) where c.tenantid_key = n.tenantid_key and c.mpsinstance_key = n.mpsinstance_key and c.shard = @shard);
  end;
end;

insert into dmt_migrations (name, applied_at) values ('0002-devices-scale', convert(varchar(23), sysutcdatetime(), 126) + 'Z');

select case when object_id('dmt_devices_changed') is not null and object_id('dmt_device_tags') is not null and object_id('dmt_device_counts') is not null and object_id('dmt_device_connections') is not null then 1 else 0 end as applied;

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
