-- devices.count (tenantId text)
select count(*) as "count"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32));

-- devices.countConnected (tenantId text)
select count(*) as "count"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and "devices"."connectionstatus" = 1;

-- devices.list (tenantId text, offset count, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32))
  order by "devices"."guid"
  offset @2 rows fetch next @3 rows only;

-- devices.get (guid guid, tenantId text)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."lastconnected" as "lastConnected", "devices"."lastseen" as "lastSeen", "devices"."lastdisconnected" as "lastDisconnected", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."guid" = @1 and "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- devices.getOfAnyTenant (guid guid)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."lastconnected" as "lastConnected", "devices"."lastseen" as "lastSeen", "devices"."lastdisconnected" as "lastDisconnected", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."guid" = @1;

-- devices.findByHostname (tenantId text, hostname text, hostname text)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and "devices"."hostname" = @2 and datalength("devices"."hostname") = datalength(@3)
  order by "devices"."guid";

-- devices.findByFriendlyName (tenantId text, friendlyName text, friendlyName text)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and "devices"."friendlyname" = @2 and datalength("devices"."friendlyname") = datalength(@3)
  order by "devices"."guid";

-- devices.listTags (tenantId text)
select distinct carried.value collate Latin1_General_BIN2 as "tag", datalength(carried.value) as "bytes"
  from "devices"
  cross apply openjson("tags") carried
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32));

-- devices.insert (guid guid, hostname text, tags text-list, mpsInstance text, connectionStatus boolean, mpsusername text, tenantId text, friendlyName text, dnsSuffix text, deviceInfo json)
insert into "devices" ("guid", "hostname", "tags", "mpsinstance", "connectionstatus", "mpsusername", "tenantid", "friendlyname", "dnssuffix", "deviceinfo")
  values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10);

-- devices.update (hostname text, tags text-list, mpsInstance text, connectionStatus boolean, mpsusername text, friendlyName text, dnsSuffix text, lastConnected instant, lastSeen instant, lastDisconnected instant, deviceInfo json, guid guid, tenantId text)
update "devices"
  set "hostname" = @1, "tags" = @2, "mpsinstance" = @3, "connectionstatus" = @4, "mpsusername" = @5, "friendlyname" = @6, "dnssuffix" = @7, "lastconnected" = @8, "lastseen" = @9, "lastdisconnected" = @10, "deviceinfo" = @11
  where "devices"."guid" = @12 and "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @13) as binary(32));

-- devices.delete (guid guid, tenantId text)
delete
  from "devices"
  where "devices"."guid" = @1 and "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- devices.clearInstance (mpsInstance text, mpsInstance text)
update "devices"
  set "mpsinstance" = null, "connectionstatus" = 0
  where "devices"."mpsinstance" = @1 and datalength("devices"."mpsinstance") = datalength(@2);

-- devices.findByAllTags (tenantId text, tags text-list, offset count, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and not exists (select 1 from openjson(@2) wanted where not exists (select 1 from openjson("tags") carried where carried.value collate Latin1_General_BIN2 = wanted.value collate Latin1_General_BIN2 and datalength(carried.value) = datalength(wanted.value)))
  order by "devices"."guid"
  offset @3 rows fetch next @4 rows only;

-- devices.findByAnyTag (tenantId text, tags text-list, offset count, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and exists (select 1 from openjson(@2) wanted inner join openjson("tags") carried on carried.value collate Latin1_General_BIN2 = wanted.value collate Latin1_General_BIN2 and datalength(carried.value) = datalength(wanted.value))
  order by "devices"."guid"
  offset @3 rows fetch next @4 rows only;

-- devices.scaled.count (tenantId text)
select coalesce(sum("devices"), 0) as "count"
  from "dmt_device_counts"
  where "tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32));

-- devices.scaled.countConnected (tenantId text)
select coalesce(sum("connected"), 0) as "count"
  from "dmt_device_connections"
  where "tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32));

-- devices.scaled.listDeep (tenantId text, tenantId text, offset count, offset count, limit count, tenantId text, offset count, offset count, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and devices.guid in (select guid from (
  select s.guid, place.passed, row_number() over (order by s.guid) as number from devices s cross join (
    select min(bucket) as lowest, max(bucket) as highest, min(passed) as passed from (
      select bucket, sum(devices) over (order by bucket rows unbounded preceding) as reached,
        sum(devices) over (order by bucket rows unbounded preceding) - devices as passed from (
        select bucket, sum(devices) as devices from "dmt_device_counts" where "tenantid_key" = cast(hashbytes('SHA2_256', @2) as binary(32)) group by bucket) held) places
    where reached > @3 and passed < (@4 + @5)) place
  where "s"."tenantid_key" = cast(hashbytes('SHA2_256', @6) as binary(32)) and s.guid >= place.lowest and s.guid < place.highest + 'g') walked
where number > @7 - passed and number <= (@8 + @9) - passed)
  order by "devices"."guid";

-- devices.scaled.listTags (tenantId text)
declare @tenant binary(32) = cast(hashbytes('SHA2_256', @1) as binary(32)), @last binary(32) = 0x, @next binary(32), @tag nvarchar(max);
declare @found table (tag nvarchar(max) collate Latin1_General_BIN2);
while 1 = 1 begin
 
  set @next = null;
  select top (1) @next = tag_key, @tag = tag
  from "dmt_device_tags"
  where tenantid_key = @tenant and tag_key > @last
  order by tag_key;
  if @next is null break;
  insert into @found
  values (@tag);
 
  set @last = @next;
end;
select tag as "tag"
  from @found;

-- devices.scaled.clearInstance (mpsInstance text, mpsInstance text, mpsInstance text)
update "devices"
  set "mpsinstance" = null, "connectionstatus" = 0
  where "devices"."mpsinstance" = @1 and datalength("devices"."mpsinstance") = datalength(@2) and mpsinstance_key = cast(hashbytes('SHA2_256', @3) as binary(32));

-- devices.scaled.findByAllTags1 (tenantId text, tenantId text, tag1 text, offset count, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and devices.guid in (select s1.guid from "dmt_device_tags" s1 where "s1"."tenantid_key" = cast(hashbytes('SHA2_256', @2) as binary(32)) and s1.tag_key = cast(hashbytes('SHA2_256', @3) as binary(32)) order by s1.guid offset @4 rows fetch next @5 rows only)
  order by "devices"."guid";

-- devices.scaled.findByAnyTag (tenantId text, tags text-list, reach count, tenantId text, offset count, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and devices.guid in (select distinct found.guid from (select cast(hashbytes('SHA2_256', value collate Latin1_General_BIN2) as binary(32)) as tag_key from openjson(@2)) wanted cross apply (select top (@3) s.guid from "dmt_device_tags" s where "s"."tenantid_key" = cast(hashbytes('SHA2_256', @4) as binary(32)) and s.tag_key = wanted.tag_key order by s.guid) found order by found.guid offset @5 rows fetch next @6 rows only)
  order by "devices"."guid";

-- devices.scaled.findByAllTags2 (tenantId text, tag2 text, tenantId text, tag1 text, offset count, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and devices.guid in (select s1.guid from "dmt_device_tags" s1 inner join "dmt_device_tags" "s2" on "s2".tenantid_key = s1.tenantid_key and "s2".guid = s1.guid and "s2".tag_key = cast(hashbytes('SHA2_256', @2) as binary(32)) where "s1"."tenantid_key" = cast(hashbytes('SHA2_256', @3) as binary(32)) and s1.tag_key = cast(hashbytes('SHA2_256', @4) as binary(32)) order by s1.guid offset @5 rows fetch next @6 rows only)
  order by "devices"."guid";

-- devices.scaled.findByAllTags3 (tenantId text, tag2 text, tag3 text, tenantId text, tag1 text, offset count, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and devices.guid in (select s1.guid from "dmt_device_tags" s1 inner join "dmt_device_tags" "s2" on "s2".tenantid_key = s1.tenantid_key and "s2".guid = s1.guid and "s2".tag_key = cast(hashbytes('SHA2_256', @2) as binary(32)) inner join "dmt_device_tags" "s3" on "s3".tenantid_key = s1.tenantid_key and "s3".guid = s1.guid and "s3".tag_key = cast(hashbytes('SHA2_256', @3) as binary(32)) where "s1"."tenantid_key" = cast(hashbytes('SHA2_256', @4) as binary(32)) and s1.tag_key = cast(hashbytes('SHA2_256', @5) as binary(32)) order by s1.guid offset @6 rows fetch next @7 rows only)
  order by "devices"."guid";

-- devices.scaled.findByAllTags4 (tenantId text, tag2 text, tag3 text, tag4 text, tenantId text, tag1 text, offset count, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and devices.guid in (select s1.guid from "dmt_device_tags" s1 inner join "dmt_device_tags" "s2" on "s2".tenantid_key = s1.tenantid_key and "s2".guid = s1.guid and "s2".tag_key = cast(hashbytes('SHA2_256', @2) as binary(32)) inner join "dmt_device_tags" "s3" on "s3".tenantid_key = s1.tenantid_key and "s3".guid = s1.guid and "s3".tag_key = cast(hashbytes('SHA2_256', @3) as binary(32)) inner join "dmt_device_tags" "s4" on "s4".tenantid_key = s1.tenantid_key and "s4".guid = s1.guid and "s4".tag_key = cast(hashbytes('SHA2_256', @4) as binary(32)) where "s1"."tenantid_key" = cast(hashbytes('SHA2_256', @5) as binary(32)) and s1.tag_key = cast(hashbytes('SHA2_256', @6) as binary(32)) order by s1.guid offset @7 rows fetch next @8 rows only)
  order by "devices"."guid";

-- devices.scaled.findByAllTags5 (tenantId text, tag2 text, tag3 text, tag4 text, tenantId text, tag1 text, tags text-list, offset count, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and devices.guid in (select s1.guid from "dmt_device_tags" s1 inner join "dmt_device_tags" "s2" on "s2".tenantid_key = s1.tenantid_key and "s2".guid = s1.guid and "s2".tag_key = cast(hashbytes('SHA2_256', @2) as binary(32)) inner join "dmt_device_tags" "s3" on "s3".tenantid_key = s1.tenantid_key and "s3".guid = s1.guid and "s3".tag_key = cast(hashbytes('SHA2_256', @3) as binary(32)) inner join "dmt_device_tags" "s4" on "s4".tenantid_key = s1.tenantid_key and "s4".guid = s1.guid and "s4".tag_key = cast(hashbytes('SHA2_256', @4) as binary(32)) where "s1"."tenantid_key" = cast(hashbytes('SHA2_256', @5) as binary(32)) and s1.tag_key = cast(hashbytes('SHA2_256', @6) as binary(32)) and not exists (select 1 from (select cast(hashbytes('SHA2_256', value collate Latin1_General_BIN2) as binary(32)) as tag_key from openjson(@7)) wanted where not exists (select 1 from "dmt_device_tags" s where s.tenantid_key = s1.tenantid_key and s.tag_key = wanted.tag_key and s.guid = s1.guid)) order by s1.guid offset @8 rows fetch next @9 rows only)
  order by "devices"."guid";

-- devices.insertBatch (rows text)
insert into "devices" ("guid", "tags", "hostname", "mpsinstance", "connectionstatus", "mpsusername", "tenantid", "friendlyname", "dnssuffix", "lastconnected", "lastseen", "lastdisconnected", "deviceinfo") select "batch"."guid", "batch"."tags", "batch"."hostname", "batch"."mpsinstance", "batch"."connectionstatus", "batch"."mpsusername", "batch"."tenantid", "batch"."friendlyname", "batch"."dnssuffix", "batch"."lastconnected", "batch"."lastseen", "batch"."lastdisconnected", "batch"."deviceinfo"
  from openjson(@1) with ("guid" char(36) '$.guid', "tags" nvarchar(max) '$.tags' as json, "hostname" nvarchar(max) '$.hostname', "mpsinstance" nvarchar(max) '$.mpsinstance', "connectionstatus" bit '$.connectionstatus', "mpsusername" nvarchar(max) '$.mpsusername', "tenantid" nvarchar(max) '$.tenantid', "friendlyname" nvarchar(max) '$.friendlyname', "dnssuffix" nvarchar(max) '$.dnssuffix', "lastconnected" datetime2(3) '$.lastconnected', "lastseen" datetime2(3) '$.lastseen', "lastdisconnected" datetime2(3) '$.lastdisconnected', "deviceinfo" nvarchar(max) '$.deviceinfo' as json) batch;

-- devices.insertNewOfBatch (rows text)
insert into "devices" ("guid", "tags", "hostname", "mpsinstance", "connectionstatus", "mpsusername", "tenantid", "friendlyname", "dnssuffix", "lastconnected", "lastseen", "lastdisconnected", "deviceinfo") select "batch"."guid", "batch"."tags", "batch"."hostname", "batch"."mpsinstance", "batch"."connectionstatus", "batch"."mpsusername", "batch"."tenantid", "batch"."friendlyname", "batch"."dnssuffix", "batch"."lastconnected", "batch"."lastseen", "batch"."lastdisconnected", "batch"."deviceinfo"
  from openjson(@1) with ("guid" char(36) '$.guid', "tags" nvarchar(max) '$.tags' as json, "hostname" nvarchar(max) '$.hostname', "mpsinstance" nvarchar(max) '$.mpsinstance', "connectionstatus" bit '$.connectionstatus', "mpsusername" nvarchar(max) '$.mpsusername', "tenantid" nvarchar(max) '$.tenantid', "friendlyname" nvarchar(max) '$.friendlyname', "dnssuffix" nvarchar(max) '$.dnssuffix', "lastconnected" datetime2(3) '$.lastconnected', "lastseen" datetime2(3) '$.lastseen', "lastdisconnected" datetime2(3) '$.lastdisconnected', "deviceinfo" nvarchar(max) '$.deviceinfo' as json) batch
  where not exists (select 1 from "devices" existing with (updlock, serializable) where "existing"."guid" = "batch"."guid" collate Latin1_General_BIN2);

-- devices.listFirst (tenantId text, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."lastconnected" as "lastConnected", "devices"."lastseen" as "lastSeen", "devices"."lastdisconnected" as "lastDisconnected", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32))
  order by "devices"."guid"
  offset 0 rows fetch next @2 rows only;

-- devices.listFirstOfAnyTenant (limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."lastconnected" as "lastConnected", "devices"."lastseen" as "lastSeen", "devices"."lastdisconnected" as "lastDisconnected", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  order by "devices"."guid"
  offset 0 rows fetch next @1 rows only;

-- devices.listAfter (tenantId text, after guid, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."lastconnected" as "lastConnected", "devices"."lastseen" as "lastSeen", "devices"."lastdisconnected" as "lastDisconnected", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and "devices"."guid" > @2
  order by "devices"."guid"
  offset 0 rows fetch next @3 rows only;

-- devices.listAfterOfAnyTenant (after guid, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."lastconnected" as "lastConnected", "devices"."lastseen" as "lastSeen", "devices"."lastdisconnected" as "lastDisconnected", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."guid" > @1
  order by "devices"."guid"
  offset 0 rows fetch next @2 rows only;

-- ciraConfigs.count (tenantId text)
select count(*) as "count"
  from "ciraconfigs"
  where "ciraconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @1) as binary(32));

-- ciraConfigs.list (tenantId text, offset count, limit count)
select "ciraconfigs"."cira_config_name" as "configName", "ciraconfigs"."mps_server_address" as "mpsServerAddress", "ciraconfigs"."mps_port" as "mpsPort", "ciraconfigs"."user_name" as "username", "ciraconfigs"."password" as "password", "ciraconfigs"."common_name" as "commonName", "ciraconfigs"."server_address_format" as "serverAddressFormat", "ciraconfigs"."auth_method" as "authMethod", "ciraconfigs"."mps_root_certificate" as "mpsRootCertificate", "ciraconfigs"."proxydetails" as "proxyDetails", "ciraconfigs"."tenant_id" as "tenantId", "ciraconfigs"."row_version" as "version"
  from "ciraconfigs"
  where "ciraconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @1) as binary(32))
  order by lower("ciraconfigs"."cira_config_name" collate Latin1_General_CI_AS) collate Latin1_General_BIN2
  offset @2 rows fetch next @3 rows only;

-- ciraConfigs.get (configName name, tenantId text)
select "ciraconfigs"."cira_config_name" as "configName", "ciraconfigs"."mps_server_address" as "mpsServerAddress", "ciraconfigs"."mps_port" as "mpsPort", "ciraconfigs"."user_name" as "username", "ciraconfigs"."password" as "password", "ciraconfigs"."common_name" as "commonName", "ciraconfigs"."server_address_format" as "serverAddressFormat", "ciraconfigs"."auth_method" as "authMethod", "ciraconfigs"."mps_root_certificate" as "mpsRootCertificate", "ciraconfigs"."proxydetails" as "proxyDetails", "ciraconfigs"."tenant_id" as "tenantId", "ciraconfigs"."row_version" as "version"
  from "ciraconfigs"
  where "ciraconfigs"."cira_config_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "ciraconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- ciraConfigs.insert (configName name, mpsServerAddress text, mpsPort integer, username text, password text, commonName text, serverAddressFormat integer, authMethod integer, mpsRootCertificate text, proxyDetails text, tenantId text)
insert into "ciraconfigs" ("cira_config_name", "mps_server_address", "mps_port", "user_name", "password", "common_name", "server_address_format", "auth_method", "mps_root_certificate", "proxydetails", "tenant_id")
  output "inserted"."cira_config_name" as "configName", "inserted"."mps_server_address" as "mpsServerAddress", "inserted"."mps_port" as "mpsPort", "inserted"."user_name" as "username", "inserted"."password" as "password", "inserted"."common_name" as "commonName", "inserted"."server_address_format" as "serverAddressFormat", "inserted"."auth_method" as "authMethod", "inserted"."mps_root_certificate" as "mpsRootCertificate", "inserted"."proxydetails" as "proxyDetails", "inserted"."tenant_id" as "tenantId", "inserted"."row_version" as "version"
  values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11);

-- ciraConfigs.update (mpsServerAddress text, mpsPort integer, username text, password text, commonName text, serverAddressFormat integer, authMethod integer, mpsRootCertificate text, proxyDetails text, configName name, tenantId text, version version)
update "ciraconfigs"
  set "mps_server_address" = @1, "mps_port" = @2, "user_name" = @3, "password" = @4, "common_name" = @5, "server_address_format" = @6, "auth_method" = @7, "mps_root_certificate" = @8, "proxydetails" = @9
  output "inserted"."cira_config_name" as "configName", "inserted"."mps_server_address" as "mpsServerAddress", "inserted"."mps_port" as "mpsPort", "inserted"."user_name" as "username", "inserted"."password" as "password", "inserted"."common_name" as "commonName", "inserted"."server_address_format" as "serverAddressFormat", "inserted"."auth_method" as "authMethod", "inserted"."mps_root_certificate" as "mpsRootCertificate", "inserted"."proxydetails" as "proxyDetails", "inserted"."tenant_id" as "tenantId", "inserted"."row_version" as "version"
  where "ciraconfigs"."cira_config_name_key" = cast(hashbytes('SHA2_256', lower(@10 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "ciraconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @11) as binary(32)) and "ciraconfigs"."row_version" = @12;

-- ciraConfigs.delete (configName name, tenantId text)
delete
  from "ciraconfigs"
  where "ciraconfigs"."cira_config_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "ciraconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- profiles.referring.ciraConfigs (name name, tenantId text)
select count(*) as "count"
  from "profiles"
  where "profiles"."cira_config_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "profiles"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- domains.count (tenantId text)
select count(*) as "count"
  from "domains"
  where "domains"."tenant_id_key" = cast(hashbytes('SHA2_256', @1) as binary(32));

-- domains.list (tenantId text, offset count, limit count)
select "domains"."name" as "profileName", "domains"."domain_suffix" as "domainSuffix", "domains"."provisioning_cert" as "provisioningCert", "domains"."provisioning_cert_storage_format" as "provisioningCertStorageFormat", "domains"."provisioning_cert_key" as "provisioningCertPassword", "domains"."expiration_date" as "expirationDate", "domains"."tenant_id" as "tenantId", "domains"."row_version" as "version"
  from "domains"
  where "domains"."tenant_id_key" = cast(hashbytes('SHA2_256', @1) as binary(32))
  order by lower("domains"."name" collate Latin1_General_CI_AS) collate Latin1_General_BIN2
  offset @2 rows fetch next @3 rows only;

-- domains.get (profileName name, tenantId text)
select "domains"."name" as "profileName", "domains"."domain_suffix" as "domainSuffix", "domains"."provisioning_cert" as "provisioningCert", "domains"."provisioning_cert_storage_format" as "provisioningCertStorageFormat", "domains"."provisioning_cert_key" as "provisioningCertPassword", "domains"."expiration_date" as "expirationDate", "domains"."tenant_id" as "tenantId", "domains"."row_version" as "version"
  from "domains"
  where "domains"."name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "domains"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- domains.insert (profileName name, domainSuffix name, provisioningCert text, provisioningCertStorageFormat text, provisioningCertPassword text, expirationDate wall-clock, tenantId text)
insert into "domains" ("name", "domain_suffix", "provisioning_cert", "provisioning_cert_storage_format", "provisioning_cert_key", "expiration_date", "tenant_id")
  output "inserted"."name" as "profileName", "inserted"."domain_suffix" as "domainSuffix", "inserted"."provisioning_cert" as "provisioningCert", "inserted"."provisioning_cert_storage_format" as "provisioningCertStorageFormat", "inserted"."provisioning_cert_key" as "provisioningCertPassword", "inserted"."expiration_date" as "expirationDate", "inserted"."tenant_id" as "tenantId", "inserted"."row_version" as "version"
  values (@1, @2, @3, @4, @5, @6, @7);

-- domains.update (domainSuffix name, provisioningCert text, provisioningCertStorageFormat text, provisioningCertPassword text, expirationDate wall-clock, profileName name, tenantId text, version version)
update "domains"
  set "domain_suffix" = @1, "provisioning_cert" = @2, "provisioning_cert_storage_format" = @3, "provisioning_cert_key" = @4, "expiration_date" = @5
  output "inserted"."name" as "profileName", "inserted"."domain_suffix" as "domainSuffix", "inserted"."provisioning_cert" as "provisioningCert", "inserted"."provisioning_cert_storage_format" as "provisioningCertStorageFormat", "inserted"."provisioning_cert_key" as "provisioningCertPassword", "inserted"."expiration_date" as "expirationDate", "inserted"."tenant_id" as "tenantId", "inserted"."row_version" as "version"
  where "domains"."name_key" = cast(hashbytes('SHA2_256', lower(@6 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "domains"."tenant_id_key" = cast(hashbytes('SHA2_256', @7) as binary(32)) and "domains"."row_version" = @8;

-- domains.delete (profileName name, tenantId text)
delete
  from "domains"
  where "domains"."name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "domains"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- ieee8021xProfiles.count (tenantId text)
select count(*) as "count"
  from "ieee8021xconfigs"
  where "ieee8021xconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @1) as binary(32));

-- ieee8021xProfiles.list (tenantId text, offset count, limit count)
select "ieee8021xconfigs"."profile_name" as "profileName", "ieee8021xconfigs"."auth_protocol" as "authenticationProtocol", "ieee8021xconfigs"."pxe_timeout" as "pxeTimeout", "ieee8021xconfigs"."wired_interface" as "wiredInterface", "ieee8021xconfigs"."tenant_id" as "tenantId", "ieee8021xconfigs"."row_version" as "version"
  from "ieee8021xconfigs"
  where "ieee8021xconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @1) as binary(32))
  order by lower("ieee8021xconfigs"."profile_name" collate Latin1_General_CI_AS) collate Latin1_General_BIN2
  offset @2 rows fetch next @3 rows only;

-- ieee8021xProfiles.get (profileName name, tenantId text)
select "ieee8021xconfigs"."profile_name" as "profileName", "ieee8021xconfigs"."auth_protocol" as "authenticationProtocol", "ieee8021xconfigs"."pxe_timeout" as "pxeTimeout", "ieee8021xconfigs"."wired_interface" as "wiredInterface", "ieee8021xconfigs"."tenant_id" as "tenantId", "ieee8021xconfigs"."row_version" as "version"
  from "ieee8021xconfigs"
  where "ieee8021xconfigs"."profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "ieee8021xconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- ieee8021xProfiles.insert (profileName name, authenticationProtocol integer, pxeTimeout integer, wiredInterface boolean, tenantId text)
insert into "ieee8021xconfigs" ("profile_name", "auth_protocol", "pxe_timeout", "wired_interface", "tenant_id")
  output "inserted"."profile_name" as "profileName", "inserted"."auth_protocol" as "authenticationProtocol", "inserted"."pxe_timeout" as "pxeTimeout", "inserted"."wired_interface" as "wiredInterface", "inserted"."tenant_id" as "tenantId", "inserted"."row_version" as "version"
  values (@1, @2, @3, @4, @5);

-- ieee8021xProfiles.update (authenticationProtocol integer, serverName text, domain text, username text, password text, roamingIdentity text, activeInS0 boolean, pxeTimeout integer, wiredInterface boolean, profileName name, tenantId text, version version)
update "ieee8021xconfigs"
  set "auth_protocol" = @1, "servername" = @2, "domain" = @3, "username" = @4, "password" = @5, "roaming_identity" = @6, "active_in_s0" = @7, "pxe_timeout" = @8, "wired_interface" = @9
  output "inserted"."profile_name" as "profileName", "inserted"."auth_protocol" as "authenticationProtocol", "inserted"."pxe_timeout" as "pxeTimeout", "inserted"."wired_interface" as "wiredInterface", "inserted"."tenant_id" as "tenantId", "inserted"."row_version" as "version"
  where "ieee8021xconfigs"."profile_name_key" = cast(hashbytes('SHA2_256', lower(@10 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "ieee8021xconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @11) as binary(32)) and "ieee8021xconfigs"."row_version" = @12;

-- ieee8021xProfiles.delete (profileName name, tenantId text)
delete
  from "ieee8021xconfigs"
  where "ieee8021xconfigs"."profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "ieee8021xconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- wirelessProfiles.referring.ieee8021xProfiles (name name, tenantId text)
select count(*) as "count"
  from "wirelessconfigs"
  where "wirelessconfigs"."ieee8021x_profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "wirelessconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- profiles.referring.ieee8021xProfiles (name name, tenantId text)
select count(*) as "count"
  from "profiles"
  where "profiles"."ieee8021x_profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "profiles"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- wirelessProfiles.count (tenantId text)
select count(*) as "count"
  from "wirelessconfigs"
  where "wirelessconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @1) as binary(32));

-- wirelessProfiles.list (tenantId text, offset count, limit count)
select "wirelessconfigs"."wireless_profile_name" as "profileName", "wirelessconfigs"."authentication_method" as "authenticationMethod", "wirelessconfigs"."encryption_method" as "encryptionMethod", "wirelessconfigs"."ssid" as "ssid", "wirelessconfigs"."psk_value" as "pskValue", "wirelessconfigs"."psk_passphrase" as "pskPassphrase", "wirelessconfigs"."link_policy" as "linkPolicy", "wirelessconfigs"."tenant_id" as "tenantId", "wirelessconfigs"."ieee8021x_profile_name" as "ieee8021xProfileName", "wirelessconfigs"."row_version" as "version"
  from "wirelessconfigs"
  where "wirelessconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @1) as binary(32))
  order by lower("wirelessconfigs"."wireless_profile_name" collate Latin1_General_CI_AS) collate Latin1_General_BIN2
  offset @2 rows fetch next @3 rows only;

-- wirelessProfiles.get (profileName name, tenantId text)
select "wirelessconfigs"."wireless_profile_name" as "profileName", "wirelessconfigs"."authentication_method" as "authenticationMethod", "wirelessconfigs"."encryption_method" as "encryptionMethod", "wirelessconfigs"."ssid" as "ssid", "wirelessconfigs"."psk_value" as "pskValue", "wirelessconfigs"."psk_passphrase" as "pskPassphrase", "wirelessconfigs"."link_policy" as "linkPolicy", "wirelessconfigs"."tenant_id" as "tenantId", "wirelessconfigs"."ieee8021x_profile_name" as "ieee8021xProfileName", "wirelessconfigs"."row_version" as "version"
  from "wirelessconfigs"
  where "wirelessconfigs"."wireless_profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "wirelessconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- wirelessProfiles.insert (profileName name, authenticationMethod integer, encryptionMethod integer, ssid text, pskValue integer, pskPassphrase text, linkPolicy integer-list, tenantId text, ieee8021xProfileName name, creationDate text)
insert into "wirelessconfigs" ("wireless_profile_name", "authentication_method", "encryption_method", "ssid", "psk_value", "psk_passphrase", "link_policy", "tenant_id", "ieee8021x_profile_name", "creation_date")
  output "inserted"."wireless_profile_name" as "profileName", "inserted"."authentication_method" as "authenticationMethod", "inserted"."encryption_method" as "encryptionMethod", "inserted"."ssid" as "ssid", "inserted"."psk_value" as "pskValue", "inserted"."psk_passphrase" as "pskPassphrase", "inserted"."link_policy" as "linkPolicy", "inserted"."tenant_id" as "tenantId", "inserted"."ieee8021x_profile_name" as "ieee8021xProfileName", "inserted"."row_version" as "version"
  values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10);

-- wirelessProfiles.update (authenticationMethod integer, encryptionMethod integer, ssid text, pskValue integer, pskPassphrase text, linkPolicy integer-list, ieee8021xProfileName name, profileName name, tenantId text, version version)
update "wirelessconfigs"
  set "authentication_method" = @1, "encryption_method" = @2, "ssid" = @3, "psk_value" = @4, "psk_passphrase" = @5, "link_policy" = @6, "ieee8021x_profile_name" = @7
  output "inserted"."wireless_profile_name" as "profileName", "inserted"."authentication_method" as "authenticationMethod", "inserted"."encryption_method" as "encryptionMethod", "inserted"."ssid" as "ssid", "inserted"."psk_value" as "pskValue", "inserted"."psk_passphrase" as "pskPassphrase", "inserted"."link_policy" as "linkPolicy", "inserted"."tenant_id" as "tenantId", "inserted"."ieee8021x_profile_name" as "ieee8021xProfileName", "inserted"."row_version" as "version"
  where "wirelessconfigs"."wireless_profile_name_key" = cast(hashbytes('SHA2_256', lower(@8 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "wirelessconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @9) as binary(32)) and "wirelessconfigs"."row_version" = @10;

-- wirelessProfiles.delete (profileName name, tenantId text)
delete
  from "wirelessconfigs"
  where "wirelessconfigs"."wireless_profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "wirelessconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- profileWirelessConfigs.referring.wirelessProfiles (name name, tenantId text)
select count(*) as "count"
  from "profiles_wirelessconfigs"
  where "profiles_wirelessconfigs"."wireless_profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "profiles_wirelessconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- proxyConfigs.count (tenantId text)
select count(*) as "count"
  from "proxyconfigs"
  where "proxyconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @1) as binary(32));

-- proxyConfigs.list (tenantId text, offset count, limit count)
select "proxyconfigs"."proxy_config_name" as "name", "proxyconfigs"."address" as "address", "proxyconfigs"."info_format" as "infoFormat", "proxyconfigs"."port" as "port", "proxyconfigs"."network_dns_suffix" as "networkDnsSuffix", "proxyconfigs"."tenant_id" as "tenantId"
  from "proxyconfigs"
  where "proxyconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @1) as binary(32))
  order by lower("proxyconfigs"."proxy_config_name" collate Latin1_General_CI_AS) collate Latin1_General_BIN2
  offset @2 rows fetch next @3 rows only;

-- proxyConfigs.get (name name, tenantId text)
select "proxyconfigs"."proxy_config_name" as "name", "proxyconfigs"."address" as "address", "proxyconfigs"."info_format" as "infoFormat", "proxyconfigs"."port" as "port", "proxyconfigs"."network_dns_suffix" as "networkDnsSuffix", "proxyconfigs"."tenant_id" as "tenantId"
  from "proxyconfigs"
  where "proxyconfigs"."proxy_config_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "proxyconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- proxyConfigs.insert (name name, address name, infoFormat integer, port integer, networkDnsSuffix text, tenantId text, creationDate text)
insert into "proxyconfigs" ("proxy_config_name", "address", "info_format", "port", "network_dns_suffix", "tenant_id", "creation_date")
  output "inserted"."proxy_config_name" as "name", "inserted"."address" as "address", "inserted"."info_format" as "infoFormat", "inserted"."port" as "port", "inserted"."network_dns_suffix" as "networkDnsSuffix", "inserted"."tenant_id" as "tenantId"
  values (@1, @2, @3, @4, @5, @6, @7);

-- proxyConfigs.update (address name, infoFormat integer, port integer, networkDnsSuffix text, name name, tenantId text)
update "proxyconfigs"
  set "address" = @1, "info_format" = @2, "port" = @3, "network_dns_suffix" = @4
  output "inserted"."proxy_config_name" as "name", "inserted"."address" as "address", "inserted"."info_format" as "infoFormat", "inserted"."port" as "port", "inserted"."network_dns_suffix" as "networkDnsSuffix", "inserted"."tenant_id" as "tenantId"
  where "proxyconfigs"."proxy_config_name_key" = cast(hashbytes('SHA2_256', lower(@5 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "proxyconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @6) as binary(32));

-- proxyConfigs.delete (name name, tenantId text)
delete
  from "proxyconfigs"
  where "proxyconfigs"."proxy_config_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "proxyconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- profileProxyConfigs.referring.proxyConfigs (name name, tenantId text)
select count(*) as "count"
  from "profiles_proxyconfigs"
  where "profiles_proxyconfigs"."proxy_config_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "profiles_proxyconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- domains.getBySuffix (domainSuffix name, tenantId text)
select "domains"."name" as "profileName", "domains"."domain_suffix" as "domainSuffix", "domains"."provisioning_cert" as "provisioningCert", "domains"."provisioning_cert_storage_format" as "provisioningCertStorageFormat", "domains"."provisioning_cert_key" as "provisioningCertPassword", "domains"."expiration_date" as "expirationDate", "domains"."tenant_id" as "tenantId", "domains"."row_version" as "version"
  from "domains"
  where "domains"."domain_suffix_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "domains"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- profiles.count (tenantId text)
select count(*) as "count"
  from "profiles"
  where "profiles"."tenant_id_key" = cast(hashbytes('SHA2_256', @1) as binary(32));

-- profiles.list (tenantId text, offset count, limit count)
select "profiles"."profile_name" as "profileName", "profiles"."activation" as "activation", "profiles"."cira_config_name" as "ciraConfigName", "profiles"."generate_random_password" as "generateRandomPassword", "profiles"."generate_random_mebx_password" as "generateRandomMEBxPassword", "profiles"."tags" as "tags", "profiles"."dhcp_enabled" as "dhcpEnabled", "profiles"."tls_mode" as "tlsMode", "profiles"."user_consent" as "userConsent", "profiles"."ider_enabled" as "iderEnabled", "profiles"."kvm_enabled" as "kvmEnabled", "profiles"."sol_enabled" as "solEnabled", "profiles"."tenant_id" as "tenantId", "profiles"."tls_signing_authority" as "tlsSigningAuthority", "profiles"."ieee8021x_profile_name" as "ieee8021xProfileName", "profiles"."ip_sync_enabled" as "ipSyncEnabled", "profiles"."local_wifi_sync_enabled" as "localWifiSyncEnabled", "profiles"."uefi_wifi_sync_enabled" as "uefiWifiSyncEnabled", "profiles"."row_version" as "version", isnull((select "profiles_wirelessconfigs"."priority" as "priority", "profiles_wirelessconfigs"."wireless_profile_name" as "profileName" from "profiles_wirelessconfigs" where "profiles_wirelessconfigs"."profile_name_key" = "profiles"."profile_name_key" and "profiles_wirelessconfigs"."tenant_id_key" = "profiles"."tenant_id_key" for json path), '[]') as "wifiConfigs", isnull((select "profiles_proxyconfigs"."priority" as "priority", "profiles_proxyconfigs"."proxy_config_name" as "name" from "profiles_proxyconfigs" where "profiles_proxyconfigs"."profile_name_key" = "profiles"."profile_name_key" and "profiles_proxyconfigs"."tenant_id_key" = "profiles"."tenant_id_key" for json path), '[]') as "proxyConfigs"
  from "profiles"
  where "profiles"."tenant_id_key" = cast(hashbytes('SHA2_256', @1) as binary(32))
  order by lower("profiles"."profile_name" collate Latin1_General_CI_AS) collate Latin1_General_BIN2
  offset @2 rows fetch next @3 rows only;

-- profiles.get (profileName name, tenantId text)
select "profiles"."profile_name" as "profileName", "profiles"."activation" as "activation", "profiles"."cira_config_name" as "ciraConfigName", "profiles"."generate_random_password" as "generateRandomPassword", "profiles"."generate_random_mebx_password" as "generateRandomMEBxPassword", "profiles"."tags" as "tags", "profiles"."dhcp_enabled" as "dhcpEnabled", "profiles"."tls_mode" as "tlsMode", "profiles"."user_consent" as "userConsent", "profiles"."ider_enabled" as "iderEnabled", "profiles"."kvm_enabled" as "kvmEnabled", "profiles"."sol_enabled" as "solEnabled", "profiles"."tenant_id" as "tenantId", "profiles"."tls_signing_authority" as "tlsSigningAuthority", "profiles"."ieee8021x_profile_name" as "ieee8021xProfileName", "profiles"."ip_sync_enabled" as "ipSyncEnabled", "profiles"."local_wifi_sync_enabled" as "localWifiSyncEnabled", "profiles"."uefi_wifi_sync_enabled" as "uefiWifiSyncEnabled", "profiles"."row_version" as "version", isnull((select "profiles_wirelessconfigs"."priority" as "priority", "profiles_wirelessconfigs"."wireless_profile_name" as "profileName" from "profiles_wirelessconfigs" where "profiles_wirelessconfigs"."profile_name_key" = "profiles"."profile_name_key" and "profiles_wirelessconfigs"."tenant_id_key" = "profiles"."tenant_id_key" for json path), '[]') as "wifiConfigs", isnull((select "profiles_proxyconfigs"."priority" as "priority", "profiles_proxyconfigs"."proxy_config_name" as "name" from "profiles_proxyconfigs" where "profiles_proxyconfigs"."profile_name_key" = "profiles"."profile_name_key" and "profiles_proxyconfigs"."tenant_id_key" = "profiles"."tenant_id_key" for json path), '[]') as "proxyConfigs"
  from "profiles"
  where "profiles"."profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "profiles"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- profiles.insert (profileName name, activation text, amtPassword text, generateRandomPassword boolean, ciraConfigName name, mebxPassword text, generateRandomMEBxPassword boolean, tags text-list, dhcpEnabled boolean, ipSyncEnabled boolean, localWifiSyncEnabled boolean, tenantId text, tlsMode integer, userConsent text, iderEnabled boolean, kvmEnabled boolean, solEnabled boolean, tlsSigningAuthority text, ieee8021xProfileName name, uefiWifiSyncEnabled boolean)
insert into "profiles" ("profile_name", "activation", "amt_password", "generate_random_password", "cira_config_name", "mebx_password", "generate_random_mebx_password", "tags", "dhcp_enabled", "ip_sync_enabled", "local_wifi_sync_enabled", "tenant_id", "tls_mode", "user_consent", "ider_enabled", "kvm_enabled", "sol_enabled", "tls_signing_authority", "ieee8021x_profile_name", "uefi_wifi_sync_enabled")
  output "inserted"."profile_name" as "profileName", "inserted"."activation" as "activation", "inserted"."cira_config_name" as "ciraConfigName", "inserted"."generate_random_password" as "generateRandomPassword", "inserted"."generate_random_mebx_password" as "generateRandomMEBxPassword", "inserted"."tags" as "tags", "inserted"."dhcp_enabled" as "dhcpEnabled", "inserted"."tls_mode" as "tlsMode", "inserted"."user_consent" as "userConsent", "inserted"."ider_enabled" as "iderEnabled", "inserted"."kvm_enabled" as "kvmEnabled", "inserted"."sol_enabled" as "solEnabled", "inserted"."tenant_id" as "tenantId", "inserted"."tls_signing_authority" as "tlsSigningAuthority", "inserted"."ieee8021x_profile_name" as "ieee8021xProfileName", "inserted"."ip_sync_enabled" as "ipSyncEnabled", "inserted"."local_wifi_sync_enabled" as "localWifiSyncEnabled", "inserted"."uefi_wifi_sync_enabled" as "uefiWifiSyncEnabled", "inserted"."row_version" as "version"
  values (@1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20);

-- profiles.update (activation text, amtPassword text, generateRandomPassword boolean, ciraConfigName name, mebxPassword text, generateRandomMEBxPassword boolean, tags text-list, dhcpEnabled boolean, ipSyncEnabled boolean, localWifiSyncEnabled boolean, tlsMode integer, userConsent text, iderEnabled boolean, kvmEnabled boolean, solEnabled boolean, tlsSigningAuthority text, ieee8021xProfileName name, uefiWifiSyncEnabled boolean, profileName name, tenantId text, version version)
update "profiles"
  set "activation" = @1, "amt_password" = @2, "generate_random_password" = @3, "cira_config_name" = @4, "mebx_password" = @5, "generate_random_mebx_password" = @6, "tags" = @7, "dhcp_enabled" = @8, "ip_sync_enabled" = @9, "local_wifi_sync_enabled" = @10, "tls_mode" = @11, "user_consent" = @12, "ider_enabled" = @13, "kvm_enabled" = @14, "sol_enabled" = @15, "tls_signing_authority" = @16, "ieee8021x_profile_name" = @17, "uefi_wifi_sync_enabled" = @18
  output "inserted"."profile_name" as "profileName", "inserted"."activation" as "activation", "inserted"."cira_config_name" as "ciraConfigName", "inserted"."generate_random_password" as "generateRandomPassword", "inserted"."generate_random_mebx_password" as "generateRandomMEBxPassword", "inserted"."tags" as "tags", "inserted"."dhcp_enabled" as "dhcpEnabled", "inserted"."tls_mode" as "tlsMode", "inserted"."user_consent" as "userConsent", "inserted"."ider_enabled" as "iderEnabled", "inserted"."kvm_enabled" as "kvmEnabled", "inserted"."sol_enabled" as "solEnabled", "inserted"."tenant_id" as "tenantId", "inserted"."tls_signing_authority" as "tlsSigningAuthority", "inserted"."ieee8021x_profile_name" as "ieee8021xProfileName", "inserted"."ip_sync_enabled" as "ipSyncEnabled", "inserted"."local_wifi_sync_enabled" as "localWifiSyncEnabled", "inserted"."uefi_wifi_sync_enabled" as "uefiWifiSyncEnabled", "inserted"."row_version" as "version"
  where "profiles"."profile_name_key" = cast(hashbytes('SHA2_256', lower(@19 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "profiles"."tenant_id_key" = cast(hashbytes('SHA2_256', @20) as binary(32)) and "profiles"."row_version" = @21;

-- profiles.delete (profileName name, tenantId text)
delete
  from "profiles"
  where "profiles"."profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "profiles"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- profileWirelessConfigs.referring.profiles (name name, tenantId text)
select count(*) as "count"
  from "profiles_wirelessconfigs"
  where "profiles_wirelessconfigs"."profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "profiles_wirelessconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- profileProxyConfigs.referring.profiles (name name, tenantId text)
select count(*) as "count"
  from "profiles_proxyconfigs"
  where "profiles_proxyconfigs"."profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "profiles_proxyconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- profileWirelessConfigs.list (owner name, tenantId text)
select "profiles_wirelessconfigs"."priority" as "priority", "profiles_wirelessconfigs"."wireless_profile_name" as "profileName"
  from "profiles_wirelessconfigs"
  where "profiles_wirelessconfigs"."profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "profiles_wirelessconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- profileWirelessConfigs.create (profileName name, priority integer, owner name, tenantId text)
insert into "profiles_wirelessconfigs" ("wireless_profile_name", "priority", "profile_name", "tenant_id")
  values (@1, @2, @3, @4);

-- profileWirelessConfigs.delete (owner name, tenantId text)
delete
  from "profiles_wirelessconfigs"
  where "profiles_wirelessconfigs"."profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "profiles_wirelessconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- profileProxyConfigs.list (owner name, tenantId text)
select "profiles_proxyconfigs"."priority" as "priority", "profiles_proxyconfigs"."proxy_config_name" as "name"
  from "profiles_proxyconfigs"
  where "profiles_proxyconfigs"."profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "profiles_proxyconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- profileProxyConfigs.create (name name, priority integer, owner name, tenantId text)
insert into "profiles_proxyconfigs" ("proxy_config_name", "priority", "profile_name", "tenant_id")
  values (@1, @2, @3, @4);

-- profileProxyConfigs.delete (owner name, tenantId text)
delete
  from "profiles_proxyconfigs"
  where "profiles_proxyconfigs"."profile_name_key" = cast(hashbytes('SHA2_256', lower(@1 collate Latin1_General_CI_AS) collate Latin1_General_BIN2) as binary(32)) and "profiles_proxyconfigs"."tenant_id_key" = cast(hashbytes('SHA2_256', @2) as binary(32));

-- records.newest (path text, path text)
select "path", "version", "key_id" as "keyId", "body"
  from "dmt_secret_versions"
  where "path_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and version = (select version from "dmt_secrets" where "path_key" = cast(hashbytes('SHA2_256', @2) as binary(32)));

-- records.version (path text, version count)
select "path", "version", "key_id" as "keyId", "body"
  from "dmt_secret_versions"
  where "path_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and version = @2;

-- records.versions (path text)
select "version"
  from "dmt_secret_versions"
  where "path_key" = cast(hashbytes('SHA2_256', @1) as binary(32))
  order by "version" desc;

-- records.claimFirst (path text, version count)
insert into "dmt_secrets" ("path", "version")
  values (@1, @2);

-- records.claimNext (version count, path text, previous count)
update "dmt_secrets"
  set "version" = @1
  where "path_key" = cast(hashbytes('SHA2_256', @2) as binary(32)) and version = @3;

-- records.add (path text, version count, keyId text, body text)
insert into "dmt_secret_versions" ("path", "version", "key_id", "body")
  values (@1, @2, @3, @4);

-- records.prune (path text, last count)
delete
  from "dmt_secret_versions"
  where "path_key" = cast(hashbytes('SHA2_256', @1) as binary(32)) and version <= @2;

-- records.rewrap (keyId text, body text, path text, version count, expectedKeyId text)
update "dmt_secret_versions"
  set "key_id" = @1, "body" = @2
  where "path_key" = cast(hashbytes('SHA2_256', @3) as binary(32)) and version = @4 and key_id = @5;

-- records.forget (path text)
delete
  from "dmt_secrets"
  where "path_key" = cast(hashbytes('SHA2_256', @1) as binary(32));

-- records.removeVersions (path text)
delete
  from "dmt_secret_versions"
  where "path_key" = cast(hashbytes('SHA2_256', @1) as binary(32));

-- records.list (pattern text)
select "path"
  from "dmt_secrets"
  where path like @1 escape '!';

-- records.scan (path text, samePath text, version count, offset count, limit count)
select "path", "version", "key_id" as "keyId", "body"
  from "dmt_secret_versions"
  where ("path_key" > cast(hashbytes('SHA2_256', @1) as binary(32)) or ("path_key" = cast(hashbytes('SHA2_256', @2) as binary(32)) and version > @3))
  order by "path_key", "version"
  offset @4 rows fetch next @5 rows only;

-- records.scanFirst (offset count, limit count)
select "path", "version", "key_id" as "keyId", "body"
  from "dmt_secret_versions"
  order by "path_key", "version"
  offset @1 rows fetch next @2 rows only;

-- records.probe (path text)
select "path"
  from "dmt_secrets"
  where "path_key" = cast(hashbytes('SHA2_256', @1) as binary(32));
