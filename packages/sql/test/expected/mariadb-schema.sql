
  select table_name as place, table_type as kind, engine as engine from information_schema.tables
  where table_schema = database() and table_name in ('devices', 'ciraconfigs', 'ieee8021xconfigs', 'wirelessconfigs', 'profiles', 'profiles_wirelessconfigs', 'domains', 'proxyconfigs', 'profiles_proxyconfigs', 'dmt_secrets', 'dmt_secret_versions', 'networkconfigs', 'dmt_migrations') order by table_name;


  select table_name as place, column_name as name, column_type as type, is_nullable as nullable, column_default as fallback,
    character_set_name as charset, collation_name as collation, extra as extra, generation_expression as expression
  from information_schema.columns where table_schema = database() and table_name in ('devices', 'ciraconfigs', 'ieee8021xconfigs', 'wirelessconfigs', 'profiles', 'profiles_wirelessconfigs', 'domains', 'proxyconfigs', 'profiles_proxyconfigs', 'dmt_secrets', 'dmt_secret_versions', 'networkconfigs', 'dmt_migrations') order by table_name, ordinal_position;


  select table_name as place, index_name as name, non_unique as repeats, column_name as part, sub_part as prefix
  from information_schema.statistics where table_schema = database() and table_name in ('devices', 'ciraconfigs', 'ieee8021xconfigs', 'wirelessconfigs', 'profiles', 'profiles_wirelessconfigs', 'domains', 'proxyconfigs', 'profiles_proxyconfigs', 'dmt_secrets', 'dmt_secret_versions', 'networkconfigs', 'dmt_migrations') order by table_name, index_name, seq_in_index;


  select k.table_name as place, k.constraint_name as name, k.column_name as part, k.referenced_table_name as target,
    k.referenced_column_name as there, r.unique_constraint_name as rests, r.update_rule as updated, r.delete_rule as deleted
  from information_schema.key_column_usage k join information_schema.referential_constraints r
    on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name and r.table_name = k.table_name
  where k.table_schema = database() and k.referenced_table_name is not null
    and (k.table_name in ('devices', 'ciraconfigs', 'ieee8021xconfigs', 'wirelessconfigs', 'profiles', 'profiles_wirelessconfigs', 'domains', 'proxyconfigs', 'profiles_proxyconfigs', 'dmt_secrets', 'dmt_secret_versions', 'networkconfigs', 'dmt_migrations') or k.referenced_table_name in ('devices', 'ciraconfigs', 'ieee8021xconfigs', 'wirelessconfigs', 'profiles', 'profiles_wirelessconfigs', 'domains', 'proxyconfigs', 'profiles_proxyconfigs', 'dmt_secrets', 'dmt_secret_versions', 'networkconfigs', 'dmt_migrations'))
  order by k.table_name, k.constraint_name, k.ordinal_position;


  select event_object_table as place, trigger_name as name from information_schema.triggers
  where event_object_schema = database() and event_object_table in ('devices', 'ciraconfigs', 'ieee8021xconfigs', 'wirelessconfigs', 'profiles', 'profiles_wirelessconfigs', 'domains', 'proxyconfigs', 'profiles_proxyconfigs', 'dmt_secrets', 'dmt_secret_versions', 'networkconfigs', 'dmt_migrations')
  union all
  select table_name, constraint_name from information_schema.table_constraints
  where table_schema = database() and table_name in ('devices', 'ciraconfigs', 'ieee8021xconfigs', 'wirelessconfigs', 'profiles', 'profiles_wirelessconfigs', 'domains', 'proxyconfigs', 'profiles_proxyconfigs', 'dmt_secrets', 'dmt_secret_versions', 'networkconfigs', 'dmt_migrations') and constraint_type = 'CHECK' order by 1, 2;

select current_user() as role, database() as place,
      (select count(*) from information_schema.tables where table_schema = database() and table_name = 'dmt_migrations') as recorded;


  select table_name as name from information_schema.tables where table_schema = database()
  union select index_name from information_schema.statistics where table_schema = database()
  union select trigger_name from information_schema.triggers where trigger_schema = database()
  union select routine_name from information_schema.routines where routine_schema = database();

select version() as version, current_role() as roles;

show grants;

create table if not exists dmt_migration_lock (name varchar(20) character set ascii not null primary key, owner varchar(200) character set utf8mb4 not null, expires_at datetime(6) not null) engine = InnoDB;

delete from dmt_migration_lock where name = 'migrations' and expires_at < utc_timestamp(6);

insert ignore into dmt_migration_lock (name, owner, expires_at) values ('migrations', 'one', utc_timestamp(6) + interval 1000000 microsecond);

select owner as owner, cast(expires_at as char) as until from dmt_migration_lock where name = 'migrations';

commit;

set @dmt_locks = @@session.lock_wait_timeout, @dmt_rows = @@session.innodb_lock_wait_timeout;

set session lock_wait_timeout = 1, innodb_lock_wait_timeout = 1;

create table if not exists dmt_migrations (name varchar(200) not null primary key, applied_at varchar(30) not null) engine = InnoDB;

replace into dmt_migrations (name, applied_at) values ('0001-devices', '');

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
) engine = InnoDB;

replace into dmt_migrations (name, applied_at) values ('0001-devices', concat(left(date_format(utc_timestamp(3), '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'));

replace into dmt_migrations (name, applied_at) values ('0001-configurations', '');

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
  constraint ciraconfigs_names unique (cira_config_name_key, tenant_id),
  primary key (cira_config_name, tenant_id)
) engine = InnoDB;

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
  constraint ieee8021xconfigs_names unique (profile_name_key, tenant_id),
  primary key (profile_name, tenant_id)
) engine = InnoDB;

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
  constraint wirelessconfigs_names unique (wireless_profile_name_key, tenant_id),
  constraint wirelessconfigs_ieee8021x_profile_name_fk foreign key (ieee8021x_profile_name_key, tenant_id) references ieee8021xconfigs (profile_name_key, tenant_id),
  primary key (wireless_profile_name, tenant_id)
) engine = InnoDB;

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
  constraint profiles_names unique (profile_name_key, tenant_id),
  constraint profiles_cira_config_name_fk foreign key (cira_config_name_key, tenant_id) references ciraconfigs (cira_config_name_key, tenant_id),
  constraint profiles_ieee8021x_profile_name_fk foreign key (ieee8021x_profile_name_key, tenant_id) references ieee8021xconfigs (profile_name_key, tenant_id),
  primary key (profile_name, tenant_id)
) engine = InnoDB;

create table if not exists profiles_wirelessconfigs (
  wireless_profile_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  priority int not null,
  profile_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  creation_date datetime(3),
  created_by varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin,
  tenant_id varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  wireless_profile_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(wireless_profile_name)) stored,
  profile_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(profile_name)) stored,
  constraint profiles_wirelessconfigs_names unique (wireless_profile_name_key, profile_name_key, priority, tenant_id),
  constraint profiles_wirelessconfigs_wireless_profile_name_fk foreign key (wireless_profile_name_key, tenant_id) references wirelessconfigs (wireless_profile_name_key, tenant_id),
  constraint profiles_wirelessconfigs_profile_name_fk foreign key (profile_name_key, tenant_id) references profiles (profile_name_key, tenant_id),
  primary key (wireless_profile_name, profile_name, priority, tenant_id)
) engine = InnoDB;

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
  constraint domains_names unique (name_key, domain_suffix_key, tenant_id),
  primary key (name, domain_suffix, tenant_id)
) engine = InnoDB;

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
  constraint proxyconfigs_names unique (proxy_config_name_key, tenant_id),
  primary key (proxy_config_name, tenant_id)
) engine = InnoDB;

create table if not exists profiles_proxyconfigs (
  proxy_config_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  priority int not null,
  profile_name varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  creation_date datetime(3),
  created_by varchar(40) character set utf8mb4 collate utf8mb4_nopad_bin,
  tenant_id varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  proxy_config_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(proxy_config_name)) stored,
  profile_name_key varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin as (lower(profile_name)) stored,
  constraint profiles_proxyconfigs_names unique (proxy_config_name_key, profile_name_key, priority, tenant_id),
  constraint profiles_proxyconfigs_proxy_config_name_fk foreign key (proxy_config_name_key, tenant_id) references proxyconfigs (proxy_config_name_key, tenant_id),
  constraint profiles_proxyconfigs_profile_name_fk foreign key (profile_name_key, tenant_id) references profiles (profile_name_key, tenant_id),
  primary key (proxy_config_name, profile_name, priority, tenant_id)
) engine = InnoDB;

replace into dmt_migrations (name, applied_at) values ('0001-configurations', concat(left(date_format(utc_timestamp(3), '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'));

replace into dmt_migrations (name, applied_at) values ('0001-records', '');

create table if not exists dmt_secrets (
  path varchar(400) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  version int not null,
  primary key (path)
) engine = InnoDB;

create table if not exists dmt_secret_versions (
  path varchar(400) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  version int not null,
  key_id varchar(200) character set utf8mb4 collate utf8mb4_nopad_bin not null,
  body longtext character set utf8mb4 collate utf8mb4_nopad_bin not null,
  primary key (path, version)
) engine = InnoDB;

replace into dmt_migrations (name, applied_at) values ('0001-records', concat(left(date_format(utc_timestamp(3), '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'));

unlock tables;

set session lock_wait_timeout = @dmt_locks, innodb_lock_wait_timeout = @dmt_rows;

update dmt_migration_lock set expires_at = utc_timestamp(6) + interval 1000000 microsecond where name = 'migrations' and owner = 'one';

delete from dmt_migration_lock where name = 'migrations' and owner = 'one';
