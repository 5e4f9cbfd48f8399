select attname as "name" from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped;

select pg_advisory_xact_lock(hashtext('dmt_migrations'));

create table dmt_migrations (name varchar(200) not null primary key, applied_at varchar(30) not null);

create table devices (
  guid uuid not null,
  tags text[],
  hostname varchar(256),
  mpsinstance text,
  connectionstatus boolean,
  mpsusername text,
  tenantid varchar(36) not null,
  friendlyname varchar(256),
  dnssuffix varchar(256),
  lastconnected timestamp with time zone,
  lastseen timestamp with time zone,
  lastdisconnected timestamp with time zone,
  deviceinfo json,
  constraint device_guid unique (guid),
  primary key (guid, tenantid)
);

insert into dmt_migrations (name, applied_at) values ('0001-devices', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));

lock table devices in share row exclusive mode;

alter table devices set (fillfactor = 80);

create index if not exists dmt_devices_guid on devices (tenantid, guid);

create index if not exists dmt_devices_hostname on devices (tenantid, hostname);

create index if not exists dmt_devices_friendlyname on devices (tenantid, friendlyname);

do $run$ begin execute replace($text$create or replace function {schema}.dmt_key(value text) returns text
  language sql immutable parallel safe as $body$
  select case when octet_length(value) <= 400 then value else left(value, 80) || '#' || md5(value) end $body$$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$create table if not exists {schema}.dmt_device_tags (tenantid varchar(36) not null, tag text not null, guid uuid not null, whole text)$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$create table if not exists {schema}.dmt_device_counts (tenantid varchar(36) not null, bucket smallint not null, shard smallint not null, devices bigint not null,
    primary key (tenantid, bucket, shard)) with (fillfactor = 50)$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$create table if not exists {schema}.dmt_device_connections (tenantid varchar(36) not null, mpsinstance text not null, shard smallint not null,
    devices bigint not null, connected bigint not null, primary key (tenantid, mpsinstance, shard)) with (fillfactor = 50)$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$do $grant$ declare reader text; begin
    for reader in select distinct case grantee when 0 then 'public' else grantee::regrole::text end
      from pg_class cross join lateral aclexplode(relacl)
      where oid = 'devices'::regclass and privilege_type = 'SELECT' and grantee <> relowner
    loop execute 'grant select on {schema}.dmt_device_tags, {schema}.dmt_device_counts, {schema}.dmt_device_connections to ' || reader;
    end loop; end $grant$$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$create or replace function {schema}.dmt_devices_inserted() returns trigger
  language plpgsql security definer as $body$
begin
  insert into {schema}.dmt_device_tags (tenantid, tag, guid, whole)
    select d.tenantid, {schema}.dmt_key(t.tag), d.guid,
      case when octet_length(t.tag) > 400 then t.tag end
    from new_rows as d cross join lateral unnest(d.tags) as t (tag)
    where t.tag is not null
    on conflict do nothing;
  insert into {schema}.dmt_device_counts as c (tenantid, bucket, shard, devices)
    select tenantid, get_byte(uuid_send(guid), 0), pg_backend_pid() % 4, count(*) from new_rows group by 1, 2 order by 1, 2
    on conflict (tenantid, bucket, shard) do update set devices = c.devices + excluded.devices;
  insert into {schema}.dmt_device_connections as c (tenantid, mpsinstance, shard, devices, connected)
    select tenantid, coalesce({schema}.dmt_key(mpsinstance), ''), pg_backend_pid() % 16, sum(devices), sum(connected)
    from (select tenantid, mpsinstance, (mpsinstance is not null)::int as devices,
        (connectionstatus is true)::int as connected
      from new_rows) as changes
    group by 1, 2 having sum(devices) <> 0 or sum(connected) <> 0 order by 1, 2
    on conflict (tenantid, mpsinstance, shard) do update
    set devices = c.devices + excluded.devices, connected = c.connected + excluded.connected;
  return null;
end $body$$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$create or replace function {schema}.dmt_devices_updated() returns trigger
  language plpgsql security definer as $body$
begin
  insert into {schema}.dmt_device_connections as c (tenantid, mpsinstance, shard, devices, connected)
    select tenantid, coalesce({schema}.dmt_key(mpsinstance), ''), pg_backend_pid() % 16, sum(devices), sum(connected)
    from (select tenantid, mpsinstance, (mpsinstance is not null)::int as devices,
        (connectionstatus is true)::int as connected
      from new_rows
      union all select tenantid, mpsinstance, -(mpsinstance is not null)::int as devices,
        -(connectionstatus is true)::int as connected
      from old_rows) as changes
    group by 1, 2 having sum(devices) <> 0 or sum(connected) <> 0 order by 1, 2
    on conflict (tenantid, mpsinstance, shard) do update
    set devices = c.devices + excluded.devices, connected = c.connected + excluded.connected;
  return null;
end $body$$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$create or replace function {schema}.dmt_devices_deleted() returns trigger
  language plpgsql security definer as $body$
begin
  delete from {schema}.dmt_device_tags as s
    using (select distinct d.tenantid, {schema}.dmt_key(t.tag) as tag, d.guid
      from old_rows as d cross join lateral unnest(d.tags) as t (tag)) as gone
    where s.tenantid = gone.tenantid and s.tag = gone.tag and s.guid = gone.guid;
  insert into {schema}.dmt_device_counts as c (tenantid, bucket, shard, devices)
    select tenantid, get_byte(uuid_send(guid), 0), pg_backend_pid() % 4, -count(*) from old_rows group by 1, 2 order by 1, 2
    on conflict (tenantid, bucket, shard) do update set devices = c.devices + excluded.devices;
  insert into {schema}.dmt_device_connections as c (tenantid, mpsinstance, shard, devices, connected)
    select tenantid, coalesce({schema}.dmt_key(mpsinstance), ''), pg_backend_pid() % 16, sum(devices), sum(connected)
    from (select tenantid, mpsinstance, -(mpsinstance is not null)::int as devices,
        -(connectionstatus is true)::int as connected
      from old_rows) as changes
    group by 1, 2 having sum(devices) <> 0 or sum(connected) <> 0 order by 1, 2
    on conflict (tenantid, mpsinstance, shard) do update
    set devices = c.devices + excluded.devices, connected = c.connected + excluded.connected;
  return null;
end $body$$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$create or replace function {schema}.dmt_device_moved() returns trigger
  language plpgsql security definer as $body$
begin
  delete from {schema}.dmt_device_tags as s
    using (select distinct d.tenantid, {schema}.dmt_key(t.tag) as tag, d.guid
      from (select old.tenantid, old.tags, old.guid) as d cross join lateral unnest(d.tags) as t (tag)) as gone
    where s.tenantid = gone.tenantid and s.tag = gone.tag and s.guid = gone.guid;
  insert into {schema}.dmt_device_tags (tenantid, tag, guid, whole)
    select d.tenantid, {schema}.dmt_key(t.tag), d.guid,
      case when octet_length(t.tag) > 400 then t.tag end
    from (select new.tenantid, new.tags, new.guid) as d cross join lateral unnest(d.tags) as t (tag)
    where t.tag is not null
    on conflict do nothing;
  if old.tenantid <> new.tenantid or old.guid <> new.guid then
      insert into {schema}.dmt_device_counts as c (tenantid, bucket, shard, devices)
    select tenantid, get_byte(uuid_send(guid), 0), pg_backend_pid() % 4, -count(*) from (select old.tenantid, old.guid) as d group by 1, 2 order by 1, 2
    on conflict (tenantid, bucket, shard) do update set devices = c.devices + excluded.devices;
      insert into {schema}.dmt_device_counts as c (tenantid, bucket, shard, devices)
    select tenantid, get_byte(uuid_send(guid), 0), pg_backend_pid() % 4, count(*) from (select new.tenantid, new.guid) as d group by 1, 2 order by 1, 2
    on conflict (tenantid, bucket, shard) do update set devices = c.devices + excluded.devices;
    end if;
  return null;
end $body$$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$create or replace function {schema}.dmt_devices_emptied() returns trigger
  language plpgsql security definer as $body$
begin
  truncate {schema}.dmt_device_tags, {schema}.dmt_device_counts, {schema}.dmt_device_connections;
  return null;
end $body$$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

drop trigger if exists dmt_devices_inserted on devices;

do $run$ begin execute replace($text$create trigger dmt_devices_inserted after insert on devices referencing new table as new_rows for each statement execute function {schema}.dmt_devices_inserted()$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

drop trigger if exists dmt_devices_updated on devices;

do $run$ begin execute replace($text$create trigger dmt_devices_updated after update on devices referencing old table as old_rows new table as new_rows for each statement execute function {schema}.dmt_devices_updated()$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

drop trigger if exists dmt_devices_deleted on devices;

do $run$ begin execute replace($text$create trigger dmt_devices_deleted after delete on devices referencing old table as old_rows for each statement execute function {schema}.dmt_devices_deleted()$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

drop trigger if exists dmt_device_moved on devices;

do $run$ begin execute replace($text$create trigger dmt_device_moved after update on devices for each row
    when (old.tags is distinct from new.tags or old.guid <> new.guid or old.tenantid <> new.tenantid) execute function {schema}.dmt_device_moved()$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

drop trigger if exists dmt_devices_emptied on devices;

do $run$ begin execute replace($text$create trigger dmt_devices_emptied after truncate on devices for each statement execute function {schema}.dmt_devices_emptied()$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$alter table {schema}.dmt_device_tags drop constraint if exists dmt_device_tags_pkey$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$truncate {schema}.dmt_device_tags$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$truncate {schema}.dmt_device_counts$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$truncate {schema}.dmt_device_connections$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$insert into {schema}.dmt_device_tags (tenantid, tag, guid, whole) select distinct on (1, 2, 3) d.tenantid, {schema}.dmt_key(t.tag), d.guid,
      case when octet_length(t.tag) > 400 then t.tag end
    from devices as d cross join lateral unnest(d.tags) as t (tag)
    where t.tag is not null$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$alter table {schema}.dmt_device_tags add constraint dmt_device_tags_pkey primary key (tenantid, tag, guid)$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$insert into {schema}.dmt_device_counts as c (tenantid, bucket, shard, devices)
    select tenantid, get_byte(uuid_send(guid), 0), 0, count(*) from devices group by 1, 2 order by 1, 2
    on conflict (tenantid, bucket, shard) do update set devices = c.devices + excluded.devices$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$insert into {schema}.dmt_device_connections as c (tenantid, mpsinstance, shard, devices, connected)
    select tenantid, coalesce({schema}.dmt_key(mpsinstance), ''), 0, sum(devices), sum(connected)
    from (select tenantid, mpsinstance, (mpsinstance is not null)::int as devices,
        (connectionstatus is true)::int as connected
      from devices) as changes
    group by 1, 2 having sum(devices) <> 0 or sum(connected) <> 0 order by 1, 2
    on conflict (tenantid, mpsinstance, shard) do update
    set devices = c.devices + excluded.devices, connected = c.connected + excluded.connected$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

do $run$ begin execute replace($text$analyze {schema}.dmt_device_tags$text$, '{schema}',
  (select relnamespace::regnamespace::text from pg_class where oid = 'devices'::regclass)); end $run$;

insert into dmt_migrations (name, applied_at) values ('0002-devices-scale', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));

select to_regclass('dmt_device_tags') is not null and to_regclass('dmt_device_counts') is not null and to_regclass('dmt_device_connections') is not null and 5 = (
    select count(*) from pg_trigger where tgrelid = to_regclass('devices') and tgenabled <> 'D'
    and tgname in ('dmt_devices_inserted', 'dmt_devices_updated', 'dmt_devices_deleted', 'dmt_device_moved', 'dmt_devices_emptied')) as applied;

create extension if not exists citext;

create table ciraconfigs (
  cira_config_name citext not null,
  mps_server_address varchar(256),
  mps_port integer,
  user_name varchar(40),
  password varchar(63),
  common_name varchar(256),
  server_address_format integer,
  auth_method integer,
  mps_root_certificate text,
  proxydetails text,
  tenant_id varchar(36) not null,
  primary key (cira_config_name, tenant_id)
);

create table ieee8021xconfigs (
  profile_name citext not null,
  auth_protocol integer,
  servername varchar(255),
  domain varchar(255),
  username varchar(255),
  password varchar(255),
  roaming_identity varchar(255),
  active_in_s0 boolean,
  pxe_timeout integer,
  wired_interface boolean not null,
  tenant_id varchar(36) not null,
  primary key (profile_name, tenant_id)
);

create table wirelessconfigs (
  wireless_profile_name citext not null,
  authentication_method integer,
  encryption_method integer,
  ssid varchar(32),
  psk_value integer,
  psk_passphrase varchar(63),
  link_policy integer[],
  tenant_id varchar(36) not null,
  ieee8021x_profile_name citext,
  creation_date timestamp,
  created_by varchar(40),
  foreign key (ieee8021x_profile_name, tenant_id) references ieee8021xconfigs (profile_name, tenant_id),
  primary key (wireless_profile_name, tenant_id)
);

create table profiles (
  profile_name citext not null,
  activation varchar(20) not null,
  amt_password varchar(40),
  generate_random_password boolean not null,
  cira_config_name citext,
  mebx_password varchar(40),
  generate_random_mebx_password boolean not null,
  tags text[],
  dhcp_enabled boolean,
  ip_sync_enabled boolean,
  local_wifi_sync_enabled boolean,
  tenant_id varchar(36) not null,
  tls_mode integer,
  user_consent varchar(7),
  ider_enabled boolean,
  kvm_enabled boolean,
  sol_enabled boolean,
  tls_signing_authority varchar(40),
  ieee8021x_profile_name citext,
  uefi_wifi_sync_enabled boolean,
  creation_date timestamp,
  created_by varchar(40),
  foreign key (cira_config_name, tenant_id) references ciraconfigs (cira_config_name, tenant_id),
  foreign key (ieee8021x_profile_name, tenant_id) references ieee8021xconfigs (profile_name, tenant_id),
  primary key (profile_name, tenant_id)
);

create table profiles_wirelessconfigs (
  wireless_profile_name citext not null,
  priority integer not null,
  profile_name citext not null,
  creation_date timestamp,
  created_by varchar(40),
  tenant_id varchar(36) not null,
  foreign key (wireless_profile_name, tenant_id) references wirelessconfigs (wireless_profile_name, tenant_id),
  foreign key (profile_name, tenant_id) references profiles (profile_name, tenant_id),
  primary key (wireless_profile_name, profile_name, priority, tenant_id)
);

create table domains (
  name citext not null,
  domain_suffix citext not null,
  provisioning_cert text,
  provisioning_cert_storage_format varchar(40),
  provisioning_cert_key text,
  expiration_date timestamp,
  tenant_id varchar(36) not null,
  creation_date timestamp,
  created_by varchar(40),
  constraint domainname unique (name, tenant_id),
  constraint domainsuffix unique (domain_suffix, tenant_id),
  primary key (name, domain_suffix, tenant_id)
);

create table proxyconfigs (
  proxy_config_name citext not null,
  address citext not null,
  info_format integer not null,
  port integer not null,
  network_dns_suffix varchar(192),
  tenant_id varchar(36) not null,
  creation_date timestamp,
  constraint address_port_tenant_id unique (address, port, tenant_id),
  primary key (proxy_config_name, tenant_id)
);

create table profiles_proxyconfigs (
  proxy_config_name citext not null,
  priority integer not null,
  profile_name citext not null,
  creation_date timestamp,
  created_by varchar(40),
  tenant_id varchar(36) not null,
  foreign key (proxy_config_name, tenant_id) references proxyconfigs (proxy_config_name, tenant_id),
  foreign key (profile_name, tenant_id) references profiles (profile_name, tenant_id),
  primary key (proxy_config_name, profile_name, priority, tenant_id)
);

insert into dmt_migrations (name, applied_at) values ('0001-configurations', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));

create table dmt_secrets (
  path varchar(400) not null,
  version integer not null,
  primary key (path)
);

create table dmt_secret_versions (
  path varchar(400) not null,
  version integer not null,
  key_id varchar(200) not null,
  body text not null,
  primary key (path, version)
);

insert into dmt_migrations (name, applied_at) values ('0001-records', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
