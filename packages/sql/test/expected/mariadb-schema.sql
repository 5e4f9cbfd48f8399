
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

replace into dmt_migrations (name, applied_at) values ('0002-devices-scale', '');

set sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION';

set names utf8mb4 collate utf8mb4_bin;

drop procedure if exists dmt_device_insert;

drop procedure if exists dmt_device_update;

drop procedure if exists dmt_device_delete;

drop procedure if exists dmt_devices_insert;

drop procedure if exists dmt_devices_insert_new;

drop procedure if exists dmt_devices_clear;

drop procedure if exists dmt_devices_page;

drop procedure if exists dmt_devices_tagged;

drop procedure if exists dmt_devices_tags;

drop procedure if exists dmt_devices_fold;

drop table if exists dmt_device_changes;

set @dmt_step = (select coalesce(concat('alter table devices ', group_concat(wanted.part separator ', ')), 'do 0') from (
  select 'dmt_devices_guid' as name, 'add index dmt_devices_guid (tenantid, guid)' as part
  union all select 'dmt_devices_hostname' as name, 'add index dmt_devices_hostname (tenantid, hostname)' as part
  union all select 'dmt_devices_friendlyname' as name, 'add index dmt_devices_friendlyname (tenantid, friendlyname)' as part
  union all select 'dmt_devices_instance' as name, 'add index dmt_devices_instance (mpsinstance(190))' as part) wanted
  where wanted.name not in (select index_name from information_schema.statistics
    where table_schema = database() and table_name = 'devices'));

prepare dmt_step from @dmt_step;

execute dmt_step;

deallocate prepare dmt_step;

create table if not exists dmt_device_tags (
  tenantid varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null, tag varchar(255) character set utf8mb4 collate utf8mb4_nopad_bin not null, guid char(36) character set ascii collate ascii_bin not null, whole longtext character set utf8mb4 collate utf8mb4_nopad_bin,
  primary key (tenantid, tag, guid)
);

create table if not exists dmt_device_counts (
  tenantid varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null, bucket smallint not null, devices bigint not null, primary key (tenantid, bucket)
);

create table if not exists dmt_device_connections (
  tenantid varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null, mpsinstance varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null, devices bigint not null, connected bigint not null,
  primary key (tenantid, mpsinstance)
);

delete from dmt_device_tags;

insert into dmt_device_tags (tenantid, tag, guid, whole) select distinct d.tenantid, if(char_length(t.tag) <= 255, t.tag, concat(left(t.tag, 80), '#', sha2(t.tag, 256))) as tag, d.guid, if(char_length(t.tag) > 255, t.tag, null) as whole
    from devices d straight_join json_table(d.tags, '$[*]' columns (tag longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$')) t where t.tag is not null;

delete from dmt_device_counts;

insert into dmt_device_counts (tenantid, bucket, devices) select d.tenantid, conv(left(d.guid, 2), 16, 10) as bucket, count(*) as devices from devices d group by 1, 2;

delete from dmt_device_connections;

insert into dmt_device_connections (tenantid, mpsinstance, devices, connected) select d.tenantid, coalesce(concat('=', if(char_length(d.mpsinstance) <= 255, d.mpsinstance, concat(left(d.mpsinstance, 80), '#', sha2(d.mpsinstance, 256)))), '') as mpsinstance, sum(d.mpsinstance is not null) as held,
      sum(coalesce(d.connectionstatus = true, 0)) as connected from devices d group by 1, 2;

analyze table devices, dmt_device_tags, dmt_device_counts, dmt_device_connections;

create procedure dmt_devices_fold()
  sql security invoker
begin
  declare v_first, v_last bigint;
  declare v_free int;
  declare exit handler for sqlexception rollback;
  select min(id), max(id) - 64 into v_first, v_last from dmt_device_changes;
  start transaction;
  select count(*) into v_free from dmt_device_changes where id = v_first and id <= v_last for update skip locked;
  if v_free = 1 then
  insert into dmt_device_counts (tenantid, bucket, devices)
    select * from (select tenantid, bucket, sum(devices) as devices from dmt_device_changes where id <= v_last
      group by 1, 2 having sum(devices) <> 0) folded
    on duplicate key update dmt_device_counts.devices = dmt_device_counts.devices + folded.devices;
  insert into dmt_device_connections (tenantid, mpsinstance, devices, connected)
    select * from (select tenantid, mpsinstance, sum(held) as held, sum(connected) as connected from dmt_device_changes
      where id <= v_last group by 1, 2 having sum(held) <> 0 or sum(connected) <> 0) folded
    on duplicate key update dmt_device_connections.devices = dmt_device_connections.devices + folded.held,
      dmt_device_connections.connected = dmt_device_connections.connected + folded.connected;
  delete from dmt_device_changes where id <= v_last;
  end if;
  commit;
end;

create procedure dmt_device_insert(p_guid char(36) character set ascii collate ascii_bin, p_hostname varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin, p_tags longtext character set utf8mb4 collate utf8mb4_nopad_bin, p_mpsinstance longtext character set utf8mb4 collate utf8mb4_nopad_bin, p_connectionstatus tinyint(1), p_mpsusername longtext character set utf8mb4 collate utf8mb4_nopad_bin, p_tenantid varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin, p_friendlyname varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin, p_dnssuffix varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin, p_deviceinfo longtext character set utf8mb4 collate utf8mb4_nopad_bin)
  sql security invoker
begin
  declare v_place, v_places int default 0;
  declare v_tag longtext character set utf8mb4 collate utf8mb4_nopad_bin;
  declare exit handler for sqlexception begin rollback; resignal; end;
  start transaction;
  insert into devices (guid, hostname, tags, mpsinstance, connectionstatus, mpsusername, tenantid, friendlyname, dnssuffix, deviceinfo)
    values (p_guid, p_hostname, p_tags, p_mpsinstance, p_connectionstatus, p_mpsusername, p_tenantid, p_friendlyname, p_dnssuffix, p_deviceinfo);
  set v_place = 0, v_places = json_length(p_tags);
  while v_place < v_places do
    set v_tag = json_unquote(json_extract(p_tags, concat('$[', v_place, ']')));
    insert into dmt_device_tags (tenantid, tag, guid, whole)
      values (p_tenantid, if(char_length(v_tag) <= 255, v_tag, concat(left(v_tag, 80), '#', sha2(v_tag, 256))), p_guid, if(char_length(v_tag) > 255, v_tag, null))
      on duplicate key update guid = p_guid;
    set v_place = v_place + 1;
  end while;
  insert into dmt_device_changes (tenantid, bucket, devices, mpsinstance, held, connected) values
      (p_tenantid, conv(left(p_guid, 2), 16, 10), 1, coalesce(concat('=', if(char_length(p_mpsinstance) <= 255, p_mpsinstance, concat(left(p_mpsinstance, 80), '#', sha2(p_mpsinstance, 256)))), ''), (p_mpsinstance is not null), coalesce(p_connectionstatus = true, 0));
  commit;
  select 1 as affected;
end;

create procedure dmt_device_update(p_hostname varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin, p_tags longtext character set utf8mb4 collate utf8mb4_nopad_bin, p_mpsinstance longtext character set utf8mb4 collate utf8mb4_nopad_bin, p_connectionstatus tinyint(1), p_mpsusername longtext character set utf8mb4 collate utf8mb4_nopad_bin, p_friendlyname varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin, p_dnssuffix varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin, p_lastconnected datetime(3), p_lastseen datetime(3), p_lastdisconnected datetime(3), p_deviceinfo longtext character set utf8mb4 collate utf8mb4_nopad_bin, p_guid char(36) character set ascii collate ascii_bin, p_tenantid varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin)
  sql security invoker
begin
  declare v_place, v_places int default 0;
  declare v_tag longtext character set utf8mb4 collate utf8mb4_nopad_bin;
  declare v_found int default 0;
  declare v_tags, v_instance longtext character set utf8mb4 collate utf8mb4_nopad_bin;
  declare v_connected tinyint(1);
  declare exit handler for sqlexception begin rollback; resignal; end;
  start transaction;
  select 1, tags, mpsinstance, connectionstatus into v_found, v_tags, v_instance, v_connected
    from devices force index (primary) where guid = p_guid and tenantid = p_tenantid for update;
  if v_found = 1 then
  update devices force index (primary) set hostname = p_hostname, tags = p_tags, mpsinstance = p_mpsinstance, connectionstatus = p_connectionstatus, mpsusername = p_mpsusername, friendlyname = p_friendlyname, dnssuffix = p_dnssuffix, lastconnected = p_lastconnected, lastseen = p_lastseen, lastdisconnected = p_lastdisconnected, deviceinfo = p_deviceinfo
    where guid = p_guid and tenantid = p_tenantid;
  if not (v_tags <=> p_tags) then
  set v_place = 0, v_places = json_length(v_tags);
  while v_place < v_places do
    set v_tag = json_unquote(json_extract(v_tags, concat('$[', v_place, ']')));
    delete from dmt_device_tags where tenantid = p_tenantid and tag = if(char_length(v_tag) <= 255, v_tag, concat(left(v_tag, 80), '#', sha2(v_tag, 256))) and guid = p_guid;
    set v_place = v_place + 1;
  end while;
  set v_place = 0, v_places = json_length(p_tags);
  while v_place < v_places do
    set v_tag = json_unquote(json_extract(p_tags, concat('$[', v_place, ']')));
    insert into dmt_device_tags (tenantid, tag, guid, whole)
      values (p_tenantid, if(char_length(v_tag) <= 255, v_tag, concat(left(v_tag, 80), '#', sha2(v_tag, 256))), p_guid, if(char_length(v_tag) > 255, v_tag, null))
      on duplicate key update guid = p_guid;
    set v_place = v_place + 1;
  end while;
  end if;
  if not (v_instance <=> p_mpsinstance) then
    insert into dmt_device_changes (tenantid, bucket, devices, mpsinstance, held, connected) values
      (p_tenantid, conv(left(p_guid, 2), 16, 10), -0, coalesce(concat('=', if(char_length(v_instance) <= 255, v_instance, concat(left(v_instance, 80), '#', sha2(v_instance, 256)))), ''), -(v_instance is not null), -coalesce(v_connected = true, 0)),
      (p_tenantid, conv(left(p_guid, 2), 16, 10), 0, coalesce(concat('=', if(char_length(p_mpsinstance) <= 255, p_mpsinstance, concat(left(p_mpsinstance, 80), '#', sha2(p_mpsinstance, 256)))), ''), (p_mpsinstance is not null), coalesce(p_connectionstatus = true, 0));
  elseif not (v_connected <=> p_connectionstatus) then
    insert into dmt_device_changes (tenantid, bucket, devices, mpsinstance, held, connected)
      values (p_tenantid, 0, 0, coalesce(concat('=', if(char_length(p_mpsinstance) <= 255, p_mpsinstance, concat(left(p_mpsinstance, 80), '#', sha2(p_mpsinstance, 256)))), ''), 0, coalesce(p_connectionstatus = true, 0) - coalesce(v_connected = true, 0));
  end if;
  end if;
  commit;
  select v_found as affected;
end;

create procedure dmt_device_delete(p_guid char(36) character set ascii collate ascii_bin, p_tenantid varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin)
  sql security invoker
begin
  declare v_place, v_places int default 0;
  declare v_tag longtext character set utf8mb4 collate utf8mb4_nopad_bin;
  declare v_found int default 0;
  declare v_tags, v_instance longtext character set utf8mb4 collate utf8mb4_nopad_bin;
  declare v_connected tinyint(1);
  declare exit handler for sqlexception begin rollback; resignal; end;
  start transaction;
  select 1, tags, mpsinstance, connectionstatus into v_found, v_tags, v_instance, v_connected
    from devices force index (primary) where guid = p_guid and tenantid = p_tenantid for update;
  if v_found = 1 then
  delete from devices where guid = p_guid and tenantid = p_tenantid;
  set v_place = 0, v_places = json_length(v_tags);
  while v_place < v_places do
    set v_tag = json_unquote(json_extract(v_tags, concat('$[', v_place, ']')));
    delete from dmt_device_tags where tenantid = p_tenantid and tag = if(char_length(v_tag) <= 255, v_tag, concat(left(v_tag, 80), '#', sha2(v_tag, 256))) and guid = p_guid;
    set v_place = v_place + 1;
  end while;
  insert into dmt_device_changes (tenantid, bucket, devices, mpsinstance, held, connected) values
      (p_tenantid, conv(left(p_guid, 2), 16, 10), -1, coalesce(concat('=', if(char_length(v_instance) <= 255, v_instance, concat(left(v_instance, 80), '#', sha2(v_instance, 256)))), ''), -(v_instance is not null), -coalesce(v_connected = true, 0));
  end if;
  commit;
  select v_found as affected;
end;

create procedure dmt_devices_insert(p_rows longtext character set utf8mb4 collate utf8mb4_nopad_bin)
  sql security invoker
begin
  declare v_count bigint default 0;
  declare exit handler for sqlexception begin rollback; resignal; end;
  start transaction;
  insert into devices (guid, tags, hostname, mpsinstance, connectionstatus, mpsusername, tenantid, friendlyname, dnssuffix, lastconnected, lastseen, lastdisconnected, deviceinfo)
    select d.guid, d.tags, d.hostname, d.mpsinstance, d.connectionstatus, d.mpsusername, d.tenantid, d.friendlyname, d.dnssuffix, d.lastconnected, d.lastseen, d.lastdisconnected, d.deviceinfo from json_table(p_rows, '$[*]' columns (`guid` char(36) character set ascii collate ascii_bin path '$.guid' error on error, `tags` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tags' error on error, `hostname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.hostname' error on error, `mpsinstance` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsinstance' error on error, `connectionstatus` tinyint(1) path '$.connectionstatus' error on error, `mpsusername` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsusername' error on error, `tenantid` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tenantid' error on error, `friendlyname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.friendlyname' error on error, `dnssuffix` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.dnssuffix' error on error, `lastconnected` datetime(3) path '$.lastconnected' error on error, `lastseen` datetime(3) path '$.lastseen' error on error, `lastdisconnected` datetime(3) path '$.lastdisconnected' error on error, `deviceinfo` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.deviceinfo' error on error)) d;
  set v_count = row_count();
  insert into dmt_device_tags (tenantid, tag, guid, whole)
    select distinct d.tenantid, if(char_length(t.tag) <= 255, t.tag, concat(left(t.tag, 80), '#', sha2(t.tag, 256))) as tag, d.guid, if(char_length(t.tag) > 255, t.tag, null) as whole
    from json_table(p_rows, '$[*]' columns (`guid` char(36) character set ascii collate ascii_bin path '$.guid' error on error, `tags` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tags' error on error, `hostname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.hostname' error on error, `mpsinstance` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsinstance' error on error, `connectionstatus` tinyint(1) path '$.connectionstatus' error on error, `mpsusername` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsusername' error on error, `tenantid` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tenantid' error on error, `friendlyname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.friendlyname' error on error, `dnssuffix` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.dnssuffix' error on error, `lastconnected` datetime(3) path '$.lastconnected' error on error, `lastseen` datetime(3) path '$.lastseen' error on error, `lastdisconnected` datetime(3) path '$.lastdisconnected' error on error, `deviceinfo` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.deviceinfo' error on error)) d straight_join json_table(d.tags, '$[*]' columns (tag longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$')) t where t.tag is not null
    on duplicate key update dmt_device_tags.guid = dmt_device_tags.guid;
  insert into dmt_device_changes (tenantid, bucket, devices, mpsinstance, held, connected)
    select n.*, '', 0, 0 from (select d.tenantid, conv(left(d.guid, 2), 16, 10) as bucket, count(*) as devices from json_table(p_rows, '$[*]' columns (`guid` char(36) character set ascii collate ascii_bin path '$.guid' error on error, `tags` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tags' error on error, `hostname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.hostname' error on error, `mpsinstance` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsinstance' error on error, `connectionstatus` tinyint(1) path '$.connectionstatus' error on error, `mpsusername` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsusername' error on error, `tenantid` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tenantid' error on error, `friendlyname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.friendlyname' error on error, `dnssuffix` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.dnssuffix' error on error, `lastconnected` datetime(3) path '$.lastconnected' error on error, `lastseen` datetime(3) path '$.lastseen' error on error, `lastdisconnected` datetime(3) path '$.lastdisconnected' error on error, `deviceinfo` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.deviceinfo' error on error)) d group by 1, 2) n;
  insert into dmt_device_changes (tenantid, mpsinstance, held, connected, bucket, devices)
    select n.*, 0, 0 from (select d.tenantid, coalesce(concat('=', if(char_length(d.mpsinstance) <= 255, d.mpsinstance, concat(left(d.mpsinstance, 80), '#', sha2(d.mpsinstance, 256)))), '') as mpsinstance, sum(d.mpsinstance is not null) as held,
      sum(coalesce(d.connectionstatus = true, 0)) as connected from json_table(p_rows, '$[*]' columns (`guid` char(36) character set ascii collate ascii_bin path '$.guid' error on error, `tags` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tags' error on error, `hostname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.hostname' error on error, `mpsinstance` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsinstance' error on error, `connectionstatus` tinyint(1) path '$.connectionstatus' error on error, `mpsusername` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsusername' error on error, `tenantid` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tenantid' error on error, `friendlyname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.friendlyname' error on error, `dnssuffix` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.dnssuffix' error on error, `lastconnected` datetime(3) path '$.lastconnected' error on error, `lastseen` datetime(3) path '$.lastseen' error on error, `lastdisconnected` datetime(3) path '$.lastdisconnected' error on error, `deviceinfo` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.deviceinfo' error on error)) d group by 1, 2) n;
  commit;
  select v_count as affected;
end;

create procedure dmt_devices_insert_new(p_rows longtext character set utf8mb4 collate utf8mb4_nopad_bin)
  sql security invoker
begin
  declare v_count bigint default 0;
  declare exit handler for sqlexception begin rollback; resignal; end;
  start transaction;
  insert into dmt_device_tags (tenantid, tag, guid, whole)
    select distinct d.tenantid, if(char_length(t.tag) <= 255, t.tag, concat(left(t.tag, 80), '#', sha2(t.tag, 256))) as tag, d.guid, if(char_length(t.tag) > 255, t.tag, null) as whole
    from json_table(p_rows, '$[*]' columns (`guid` char(36) character set ascii collate ascii_bin path '$.guid' error on error, `tags` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tags' error on error, `hostname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.hostname' error on error, `mpsinstance` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsinstance' error on error, `connectionstatus` tinyint(1) path '$.connectionstatus' error on error, `mpsusername` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsusername' error on error, `tenantid` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tenantid' error on error, `friendlyname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.friendlyname' error on error, `dnssuffix` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.dnssuffix' error on error, `lastconnected` datetime(3) path '$.lastconnected' error on error, `lastseen` datetime(3) path '$.lastseen' error on error, `lastdisconnected` datetime(3) path '$.lastdisconnected' error on error, `deviceinfo` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.deviceinfo' error on error)) d straight_join json_table(d.tags, '$[*]' columns (tag longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$')) t where t.tag is not null and not exists (select 1 from devices e where e.guid = d.guid)
    on duplicate key update dmt_device_tags.guid = dmt_device_tags.guid;
  insert into dmt_device_changes (tenantid, bucket, devices, mpsinstance, held, connected)
    select n.*, '', 0, 0 from (select d.tenantid, conv(left(d.guid, 2), 16, 10) as bucket, count(*) as devices from json_table(p_rows, '$[*]' columns (`guid` char(36) character set ascii collate ascii_bin path '$.guid' error on error, `tags` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tags' error on error, `hostname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.hostname' error on error, `mpsinstance` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsinstance' error on error, `connectionstatus` tinyint(1) path '$.connectionstatus' error on error, `mpsusername` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsusername' error on error, `tenantid` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tenantid' error on error, `friendlyname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.friendlyname' error on error, `dnssuffix` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.dnssuffix' error on error, `lastconnected` datetime(3) path '$.lastconnected' error on error, `lastseen` datetime(3) path '$.lastseen' error on error, `lastdisconnected` datetime(3) path '$.lastdisconnected' error on error, `deviceinfo` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.deviceinfo' error on error)) d where not exists (select 1 from devices e where e.guid = d.guid) group by 1, 2) n;
  insert into dmt_device_changes (tenantid, mpsinstance, held, connected, bucket, devices)
    select n.*, 0, 0 from (select d.tenantid, coalesce(concat('=', if(char_length(d.mpsinstance) <= 255, d.mpsinstance, concat(left(d.mpsinstance, 80), '#', sha2(d.mpsinstance, 256)))), '') as mpsinstance, sum(d.mpsinstance is not null) as held,
      sum(coalesce(d.connectionstatus = true, 0)) as connected from json_table(p_rows, '$[*]' columns (`guid` char(36) character set ascii collate ascii_bin path '$.guid' error on error, `tags` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tags' error on error, `hostname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.hostname' error on error, `mpsinstance` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsinstance' error on error, `connectionstatus` tinyint(1) path '$.connectionstatus' error on error, `mpsusername` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsusername' error on error, `tenantid` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tenantid' error on error, `friendlyname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.friendlyname' error on error, `dnssuffix` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.dnssuffix' error on error, `lastconnected` datetime(3) path '$.lastconnected' error on error, `lastseen` datetime(3) path '$.lastseen' error on error, `lastdisconnected` datetime(3) path '$.lastdisconnected' error on error, `deviceinfo` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.deviceinfo' error on error)) d where not exists (select 1 from devices e where e.guid = d.guid) group by 1, 2) n;
  insert into devices (guid, tags, hostname, mpsinstance, connectionstatus, mpsusername, tenantid, friendlyname, dnssuffix, lastconnected, lastseen, lastdisconnected, deviceinfo)
    select d.guid, d.tags, d.hostname, d.mpsinstance, d.connectionstatus, d.mpsusername, d.tenantid, d.friendlyname, d.dnssuffix, d.lastconnected, d.lastseen, d.lastdisconnected, d.deviceinfo from json_table(p_rows, '$[*]' columns (`guid` char(36) character set ascii collate ascii_bin path '$.guid' error on error, `tags` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tags' error on error, `hostname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.hostname' error on error, `mpsinstance` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsinstance' error on error, `connectionstatus` tinyint(1) path '$.connectionstatus' error on error, `mpsusername` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsusername' error on error, `tenantid` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tenantid' error on error, `friendlyname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.friendlyname' error on error, `dnssuffix` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.dnssuffix' error on error, `lastconnected` datetime(3) path '$.lastconnected' error on error, `lastseen` datetime(3) path '$.lastseen' error on error, `lastdisconnected` datetime(3) path '$.lastdisconnected' error on error, `deviceinfo` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.deviceinfo' error on error)) d where not exists (select 1 from devices e where e.guid = d.guid);
  set v_count = row_count();
  commit;
  select v_count as affected;
end;

create procedure dmt_devices_clear(p_mpsinstance longtext character set utf8mb4 collate utf8mb4_nopad_bin)
  sql security invoker
begin
  declare v_count, v_held, v_connected bigint default 0;
  declare v_end int default 0;
  declare v_tenantid varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin;
  declare counted cursor for select tenantid, sum(held) as held, sum(connected) as connected
    from (
    select tenantid, devices as held, connected from dmt_device_connections where mpsinstance = coalesce(concat('=', if(char_length(p_mpsinstance) <= 255, p_mpsinstance, concat(left(p_mpsinstance, 80), '#', sha2(p_mpsinstance, 256)))), '')
    union all select tenantid, held, connected from dmt_device_changes where mpsinstance = coalesce(concat('=', if(char_length(p_mpsinstance) <= 255, p_mpsinstance, concat(left(p_mpsinstance, 80), '#', sha2(p_mpsinstance, 256)))), '')) c
    group by tenantid having sum(held) <> 0 or sum(connected) <> 0;
  declare continue handler for not found set v_end = 1;
  declare exit handler for sqlexception begin rollback; resignal; end;
  start transaction;
  update devices force index (dmt_devices_instance) set mpsinstance = null, connectionstatus = false
    where mpsinstance = p_mpsinstance;
  set v_count = row_count();
  open counted;
  fetch counted into v_tenantid, v_held, v_connected;
  while v_end = 0 do
    insert into dmt_device_changes (tenantid, bucket, devices, mpsinstance, held, connected)
      values (v_tenantid, 0, 0, coalesce(concat('=', if(char_length(p_mpsinstance) <= 255, p_mpsinstance, concat(left(p_mpsinstance, 80), '#', sha2(p_mpsinstance, 256)))), ''), -v_held, -v_connected);
    fetch counted into v_tenantid, v_held, v_connected;
  end while;
  close counted;
  commit;
  select v_count as affected;
end;

create procedure dmt_devices_page(p_tenantid varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin, p_limit bigint unsigned, p_offset bigint unsigned)
  sql security invoker
begin
  declare v_passed bigint unsigned default 0;
  declare v_lowest, v_highest char(36) character set ascii collate ascii_bin;
  declare exit handler for sqlexception begin rollback; resignal; end;
  start transaction read only;
  select lpad(lower(hex(min(bucket))), 2, '0'), rpad(lpad(lower(hex(max(bucket))), 2, '0'), 36, 'f'),
    coalesce(p_offset - min(reached - devices), 0) into v_lowest, v_highest, v_passed from (
    select bucket, devices, sum(devices) over (order by bucket) as reached from (
      select bucket, sum(devices) as devices from (
      select bucket, devices from dmt_device_counts where tenantid = p_tenantid
      union all select bucket, devices from dmt_device_changes where tenantid = p_tenantid and devices <> 0) c group by bucket) held) places
    where reached > p_offset and reached - devices < p_offset + p_limit;
  select d.guid as `guid`, d.hostname as `hostname`, d.tags as `tags`, d.mpsinstance as `mpsInstance`, d.connectionstatus as `connectionStatus`, d.mpsusername as `mpsusername`, d.tenantid as `tenantId`, d.friendlyname as `friendlyName`, d.dnssuffix as `dnsSuffix`, d.deviceinfo as `deviceInfo` from (
    select guid from devices force index (dmt_devices_guid)
    where tenantid = p_tenantid and guid between v_lowest and v_highest
    order by guid limit p_limit offset v_passed) page
    straight_join devices d on d.guid = page.guid and d.tenantid = p_tenantid order by d.guid;
  commit;
end;

create procedure dmt_devices_tags(p_tenantid varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin)
  sql security invoker
begin
  declare v_tag varchar(255) character set utf8mb4 collate utf8mb4_nopad_bin;
  declare v_found longtext character set utf8mb4 collate utf8mb4_nopad_bin default '';
  declare exit handler for sqlexception begin rollback; resignal; end;
  start transaction read only;
  set v_tag = (select min(tag) from dmt_device_tags where tenantid = p_tenantid);
  while v_tag is not null do
    set v_found = concat(v_found, if(v_found = '', '', ','), json_quote(v_tag)), v_tag = (select min(tag) from dmt_device_tags where tenantid = p_tenantid and tag > v_tag);
  end while;
  select if(char_length(t.tag) = 145, coalesce((select s.whole from dmt_device_tags s
      where s.tenantid = p_tenantid and s.tag = t.tag limit 1), t.tag), t.tag) as tag
    from json_table(concat('[', v_found, ']'), '$[*]' columns (tag longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$')) t;
  commit;
end;

create procedure dmt_devices_tagged(p_tenantid varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin, p_tags longtext character set utf8mb4 collate utf8mb4_nopad_bin, p_limit bigint unsigned, p_offset bigint unsigned)
  sql security invoker
begin
  declare v_place, v_places, v_size, v_least int default 0;
  declare v_reach, v_count bigint unsigned default 0;
  declare v_tag longtext character set utf8mb4 collate utf8mb4_nopad_bin;
  declare v_leader, v_tag0, v_tag1, v_tag2, v_tag3 varchar(255) character set utf8mb4 collate utf8mb4_nopad_bin;
  declare v_end char(36) character set ascii collate ascii_bin;
  declare exit handler for sqlexception begin rollback; resignal; end;
  start transaction read only;
  set v_places = json_length(p_tags), v_reach = p_limit + p_offset;
  set v_tag = json_unquote(json_extract(p_tags, '$[0]')), v_tag0 = if(char_length(v_tag) <= 255, v_tag, concat(left(v_tag, 80), '#', sha2(v_tag, 256)));
  set v_tag = json_unquote(json_extract(p_tags, '$[1]')), v_tag1 = if(char_length(v_tag) <= 255, v_tag, concat(left(v_tag, 80), '#', sha2(v_tag, 256)));
  set v_tag = json_unquote(json_extract(p_tags, '$[2]')), v_tag2 = if(char_length(v_tag) <= 255, v_tag, concat(left(v_tag, 80), '#', sha2(v_tag, 256)));
  set v_tag = json_unquote(json_extract(p_tags, '$[3]')), v_tag3 = if(char_length(v_tag) <= 255, v_tag, concat(left(v_tag, 80), '#', sha2(v_tag, 256)));
  set v_leader = v_tag0;
  set v_end = (select guid from dmt_device_tags where tenantid = p_tenantid and tag = v_tag0 order by guid limit 400, 1);
  case v_places
  when 2 then select count(*) into v_count from (select 1 from dmt_device_tags s
      straight_join dmt_device_tags s1 on s1.tenantid = p_tenantid and s1.tag = v_tag1 and s1.guid = s.guid
      where s.tenantid = p_tenantid and s.tag = v_leader and s.guid < v_end limit v_reach) found;
  when 3 then select count(*) into v_count from (select 1 from dmt_device_tags s
      straight_join dmt_device_tags s1 on s1.tenantid = p_tenantid and s1.tag = v_tag1 and s1.guid = s.guid
      straight_join dmt_device_tags s2 on s2.tenantid = p_tenantid and s2.tag = v_tag2 and s2.guid = s.guid
      where s.tenantid = p_tenantid and s.tag = v_leader and s.guid < v_end limit v_reach) found;
  when 4 then select count(*) into v_count from (select 1 from dmt_device_tags s
      straight_join dmt_device_tags s1 on s1.tenantid = p_tenantid and s1.tag = v_tag1 and s1.guid = s.guid
      straight_join dmt_device_tags s2 on s2.tenantid = p_tenantid and s2.tag = v_tag2 and s2.guid = s.guid
      straight_join dmt_device_tags s3 on s3.tenantid = p_tenantid and s3.tag = v_tag3 and s3.guid = s.guid
      where s.tenantid = p_tenantid and s.tag = v_leader and s.guid < v_end limit v_reach) found;
  else select count(*) into v_count from (select 1 from dmt_device_tags s
      straight_join dmt_device_tags s1 on s1.tenantid = p_tenantid and s1.tag = v_tag1 and s1.guid = s.guid
      straight_join dmt_device_tags s2 on s2.tenantid = p_tenantid and s2.tag = v_tag2 and s2.guid = s.guid
      straight_join dmt_device_tags s3 on s3.tenantid = p_tenantid and s3.tag = v_tag3 and s3.guid = s.guid
      where s.tenantid = p_tenantid and s.tag = v_leader and not exists (select 1 from json_table(p_tags, '$[*]' columns (tag longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$')) t where not exists (
        select 1 from dmt_device_tags o where o.tenantid = p_tenantid and o.tag = if(char_length(t.tag) <= 255, t.tag, concat(left(t.tag, 80), '#', sha2(t.tag, 256))) and o.guid = s.guid)) and s.guid < v_end limit v_reach) found;
  end case;
  if v_count < v_reach then
  set v_least = 5000;
  while v_place < v_places do
    set v_tag = json_unquote(json_extract(p_tags, concat('$[', v_place, ']')));
    set v_tag = if(char_length(v_tag) <= 255, v_tag, concat(left(v_tag, 80), '#', sha2(v_tag, 256)));
    set v_size = (select count(*) from (select 1 from dmt_device_tags where tenantid = p_tenantid and tag = v_tag limit 5000) few);
    if v_size < v_least then set v_least = v_size, v_leader = v_tag; end if;
    set v_place = v_place + 1;
  end while;
  end if;
  if v_tag1 = v_leader then set v_tag1 = v_tag0; end if;
  if v_tag2 = v_leader then set v_tag2 = v_tag0; end if;
  if v_tag3 = v_leader then set v_tag3 = v_tag0; end if;
  case v_places
  when 2 then select d.guid as `guid`, d.hostname as `hostname`, d.tags as `tags`, d.mpsinstance as `mpsInstance`, d.connectionstatus as `connectionStatus`, d.mpsusername as `mpsusername`, d.tenantid as `tenantId`, d.friendlyname as `friendlyName`, d.dnssuffix as `dnsSuffix`, d.deviceinfo as `deviceInfo` from (
    select s.guid from dmt_device_tags s
      straight_join dmt_device_tags s1 on s1.tenantid = p_tenantid and s1.tag = v_tag1 and s1.guid = s.guid
      where s.tenantid = p_tenantid and s.tag = v_leader order by s.guid limit p_limit offset p_offset) page
    straight_join devices d on d.guid = page.guid and d.tenantid = p_tenantid order by d.guid;
  when 3 then select d.guid as `guid`, d.hostname as `hostname`, d.tags as `tags`, d.mpsinstance as `mpsInstance`, d.connectionstatus as `connectionStatus`, d.mpsusername as `mpsusername`, d.tenantid as `tenantId`, d.friendlyname as `friendlyName`, d.dnssuffix as `dnsSuffix`, d.deviceinfo as `deviceInfo` from (
    select s.guid from dmt_device_tags s
      straight_join dmt_device_tags s1 on s1.tenantid = p_tenantid and s1.tag = v_tag1 and s1.guid = s.guid
      straight_join dmt_device_tags s2 on s2.tenantid = p_tenantid and s2.tag = v_tag2 and s2.guid = s.guid
      where s.tenantid = p_tenantid and s.tag = v_leader order by s.guid limit p_limit offset p_offset) page
    straight_join devices d on d.guid = page.guid and d.tenantid = p_tenantid order by d.guid;
  when 4 then select d.guid as `guid`, d.hostname as `hostname`, d.tags as `tags`, d.mpsinstance as `mpsInstance`, d.connectionstatus as `connectionStatus`, d.mpsusername as `mpsusername`, d.tenantid as `tenantId`, d.friendlyname as `friendlyName`, d.dnssuffix as `dnsSuffix`, d.deviceinfo as `deviceInfo` from (
    select s.guid from dmt_device_tags s
      straight_join dmt_device_tags s1 on s1.tenantid = p_tenantid and s1.tag = v_tag1 and s1.guid = s.guid
      straight_join dmt_device_tags s2 on s2.tenantid = p_tenantid and s2.tag = v_tag2 and s2.guid = s.guid
      straight_join dmt_device_tags s3 on s3.tenantid = p_tenantid and s3.tag = v_tag3 and s3.guid = s.guid
      where s.tenantid = p_tenantid and s.tag = v_leader order by s.guid limit p_limit offset p_offset) page
    straight_join devices d on d.guid = page.guid and d.tenantid = p_tenantid order by d.guid;
  else select d.guid as `guid`, d.hostname as `hostname`, d.tags as `tags`, d.mpsinstance as `mpsInstance`, d.connectionstatus as `connectionStatus`, d.mpsusername as `mpsusername`, d.tenantid as `tenantId`, d.friendlyname as `friendlyName`, d.dnssuffix as `dnsSuffix`, d.deviceinfo as `deviceInfo` from (
    select s.guid from dmt_device_tags s
      straight_join dmt_device_tags s1 on s1.tenantid = p_tenantid and s1.tag = v_tag1 and s1.guid = s.guid
      straight_join dmt_device_tags s2 on s2.tenantid = p_tenantid and s2.tag = v_tag2 and s2.guid = s.guid
      straight_join dmt_device_tags s3 on s3.tenantid = p_tenantid and s3.tag = v_tag3 and s3.guid = s.guid
      where s.tenantid = p_tenantid and s.tag = v_leader and not exists (select 1 from json_table(p_tags, '$[*]' columns (tag longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$')) t where not exists (
        select 1 from dmt_device_tags o where o.tenantid = p_tenantid and o.tag = if(char_length(t.tag) <= 255, t.tag, concat(left(t.tag, 80), '#', sha2(t.tag, 256))) and o.guid = s.guid)) order by s.guid limit p_limit offset p_offset) page
    straight_join devices d on d.guid = page.guid and d.tenantid = p_tenantid order by d.guid;
  end case;
  commit;
end;

create table if not exists dmt_device_changes (
  id bigint not null auto_increment primary key, tenantid varchar(36) character set utf8mb4 collate utf8mb4_nopad_bin not null, bucket smallint not null,
  devices bigint not null, mpsinstance varchar(256) character set utf8mb4 collate utf8mb4_nopad_bin not null, held bigint not null, connected bigint not null
);

replace into dmt_migrations (name, applied_at) values ('0002-devices-scale', concat(left(date_format(utc_timestamp(3), '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'));

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
