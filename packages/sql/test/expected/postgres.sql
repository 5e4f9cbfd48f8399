-- devices.count (tenantId text)
select count(*) as "count"
  from "devices"
  where "devices"."tenantid" = $1;

-- devices.countConnected (tenantId text)
select count(*) as "count"
  from "devices"
  where "devices"."tenantid" = $1 and "devices"."connectionstatus" = true;

-- devices.list (tenantId text, limit count, offset count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid" = $1
  order by "devices"."guid"
  limit $2
  offset $3;

-- devices.get (guid guid, tenantId text)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."lastconnected" as "lastConnected", "devices"."lastseen" as "lastSeen", "devices"."lastdisconnected" as "lastDisconnected", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."guid" = $1 and "devices"."tenantid" = $2;

-- devices.getOfAnyTenant (guid guid)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."lastconnected" as "lastConnected", "devices"."lastseen" as "lastSeen", "devices"."lastdisconnected" as "lastDisconnected", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."guid" = $1;

-- devices.findByHostname (tenantId text, hostname text)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid" = $1 and "devices"."hostname" = $2
  order by "devices"."guid";

-- devices.findByFriendlyName (tenantId text, friendlyName text)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid" = $1 and "devices"."friendlyname" = $2
  order by "devices"."guid";

-- devices.listTags (tenantId text)
select distinct unnest("tags") as "tag"
  from "devices"
  where "devices"."tenantid" = $1;

-- devices.insert (guid guid, hostname text, tags text-list, mpsInstance text, connectionStatus boolean, mpsusername text, tenantId text, friendlyName text, dnsSuffix text, deviceInfo json)
insert into "devices" ("guid", "hostname", "tags", "mpsinstance", "connectionstatus", "mpsusername", "tenantid", "friendlyname", "dnssuffix", "deviceinfo")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  returning "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."lastconnected" as "lastConnected", "devices"."lastseen" as "lastSeen", "devices"."lastdisconnected" as "lastDisconnected", "devices"."deviceinfo" as "deviceInfo";

-- devices.update (hostname text, tags text-list, mpsInstance text, connectionStatus boolean, mpsusername text, friendlyName text, dnsSuffix text, lastConnected instant, lastSeen instant, lastDisconnected instant, deviceInfo json, guid guid, tenantId text)
update "devices"
  set "hostname" = $1, "tags" = $2, "mpsinstance" = $3, "connectionstatus" = $4, "mpsusername" = $5, "friendlyname" = $6, "dnssuffix" = $7, "lastconnected" = $8, "lastseen" = $9, "lastdisconnected" = $10, "deviceinfo" = $11
  where "devices"."guid" = $12 and "devices"."tenantid" = $13
  returning "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."lastconnected" as "lastConnected", "devices"."lastseen" as "lastSeen", "devices"."lastdisconnected" as "lastDisconnected", "devices"."deviceinfo" as "deviceInfo";

-- devices.delete (guid guid, tenantId text)
delete
  from "devices"
  where "devices"."guid" = $1 and "devices"."tenantid" = $2;

-- devices.clearInstance (mpsInstance text)
update "devices"
  set "mpsinstance" = null, "connectionstatus" = false
  where "devices"."mpsinstance" = $1;

-- devices.findByAllTags (tenantId text, tags text-list, limit count, offset count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid" = $1 and "tags" @> $2
  order by "devices"."guid"
  limit $3
  offset $4;

-- devices.findByAnyTag (tenantId text, tags text-list, limit count, offset count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid" = $1 and "tags" && $2
  order by "devices"."guid"
  limit $3
  offset $4;

-- devices.scaled.count (tenantId text)
select coalesce(sum("devices"), 0) as "count"
  from "dmt_device_counts"
  where "tenantid" = $1;

-- devices.scaled.countConnected (tenantId text)
select coalesce(sum("connected"), 0) as "count"
  from "dmt_device_connections"
  where "tenantid" = $1;

-- devices.scaled.listDeep (tenantId text, tenantId text, offset count, offset count, limit count, tenantId text, limit count, offset count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid" = $1 and devices.guid = any(array(
with held as (
  select bucket, sum(devices) as devices from "dmt_device_counts" where "tenantid" = $2 group by bucket
), places as (
  select bucket, sum(devices) over (order by bucket) as reached,
    sum(devices) over (order by bucket) - devices as passed from held
), place as (
  select min(bucket) as lowest, max(bucket) as highest, min(passed)::bigint as passed from places
  where reached > (select $3::bigint) and passed < (select $4::bigint) + (select $5::bigint)
) select s.guid from devices as s
where "s"."tenantid" = $6 and s.guid between (select (lpad(to_hex("lowest"::int), 2, '0') || repeat('0', 30))::uuid from place) and (select (lpad(to_hex("highest"::int), 2, '0') || repeat('f', 30))::uuid from place)
order by s.guid limit (select $7::bigint) offset (select $8::bigint) - (select passed from place)))
  order by "devices"."guid";

-- devices.scaled.listTags (tenantId text, tenantId text)
with recursive found as (
  (select tag, whole from "dmt_device_tags" where "tenantid" = $1 order by tag limit 1)
  union all
  (select following.tag, following.whole from found cross join lateral (
    select tag, whole from "dmt_device_tags" as s where "s"."tenantid" = $2 and s.tag > found.tag
    order by tag limit 1) as following)
) select coalesce(whole, tag) as "tag"
  from found;

-- devices.scaled.clearInstance (mpsInstance text, mpsInstance text)
update "devices"
  set "mpsinstance" = null, "connectionstatus" = false
  where "devices"."mpsinstance" = $1 and (select sum(devices) from "dmt_device_connections"
  where mpsinstance = "dmt_key"($2)) > 0;

-- devices.scaled.findByTag (tenantId text, tenantId text, tag1 text, limit count, offset count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid" = $1 and devices.guid = any(array(
select s.guid from "dmt_device_tags" as s where "s"."tenantid" = $2 and s.tag = (select "dmt_key"($3))
order by s.guid limit (select $4::bigint) offset (select $5::bigint)))
  order by "devices"."guid";

-- devices.scaled.findByAnyTag (tenantId text, tags text-list, tenantId text, limit count, offset count, limit count, offset count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid" = $1 and devices.guid = any(array(
select distinct found.guid from unnest((select $2::text[])) as wanted (tag) cross join lateral (
  select s.guid from "dmt_device_tags" as s where "s"."tenantid" = $3 and s.tag = "dmt_key"(wanted.tag)
  order by s.guid limit (select $4::bigint) + (select $5::bigint)) as found
order by found.guid limit (select $6::bigint) offset (select $7::bigint)))
  order by "devices"."guid";

-- devices.scaled.findByAllTags2 (tenantId text, tag2 text, tenantId text, tag1 text, limit count, offset count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid" = $1 and devices.guid = any(array(
select s1.guid from "dmt_device_tags" as s1 join "dmt_device_tags" as "s2" on "s2".tenantid = s1.tenantid and "s2".guid = s1.guid and "s2".tag = "dmt_key"($2)
where "s1"."tenantid" = $3 and s1.tag = "dmt_key"($4)
order by s1.guid limit $5::bigint offset $6::bigint))
  order by "devices"."guid";

-- devices.scaled.findByAllTags3 (tenantId text, tag2 text, tag3 text, tenantId text, tag1 text, limit count, offset count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid" = $1 and devices.guid = any(array(
select s1.guid from "dmt_device_tags" as s1 join "dmt_device_tags" as "s2" on "s2".tenantid = s1.tenantid and "s2".guid = s1.guid and "s2".tag = "dmt_key"($2) join "dmt_device_tags" as "s3" on "s3".tenantid = s1.tenantid and "s3".guid = s1.guid and "s3".tag = "dmt_key"($3)
where "s1"."tenantid" = $4 and s1.tag = "dmt_key"($5)
order by s1.guid limit $6::bigint offset $7::bigint))
  order by "devices"."guid";

-- devices.scaled.findByAllTags4 (tenantId text, tag2 text, tag3 text, tag4 text, tenantId text, tag1 text, limit count, offset count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid" = $1 and devices.guid = any(array(
select s1.guid from "dmt_device_tags" as s1 join "dmt_device_tags" as "s2" on "s2".tenantid = s1.tenantid and "s2".guid = s1.guid and "s2".tag = "dmt_key"($2) join "dmt_device_tags" as "s3" on "s3".tenantid = s1.tenantid and "s3".guid = s1.guid and "s3".tag = "dmt_key"($3) join "dmt_device_tags" as "s4" on "s4".tenantid = s1.tenantid and "s4".guid = s1.guid and "s4".tag = "dmt_key"($4)
where "s1"."tenantid" = $5 and s1.tag = "dmt_key"($6)
order by s1.guid limit $7::bigint offset $8::bigint))
  order by "devices"."guid";

-- devices.scaled.findByAllTags5 (tenantId text, tag2 text, tag3 text, tag4 text, tenantId text, tag1 text, tags text-list, limit count, offset count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid" = $1 and devices.guid = any(array(
select s1.guid from "dmt_device_tags" as s1 join "dmt_device_tags" as "s2" on "s2".tenantid = s1.tenantid and "s2".guid = s1.guid and "s2".tag = "dmt_key"($2) join "dmt_device_tags" as "s3" on "s3".tenantid = s1.tenantid and "s3".guid = s1.guid and "s3".tag = "dmt_key"($3) join "dmt_device_tags" as "s4" on "s4".tenantid = s1.tenantid and "s4".guid = s1.guid and "s4".tag = "dmt_key"($4)
where "s1"."tenantid" = $5 and s1.tag = "dmt_key"($6) and not exists (select from unnest((select $7::text[])) as wanted (tag) where not exists (
  select from "dmt_device_tags" as s where s.tenantid = s1.tenantid and s.tag = "dmt_key"(wanted.tag) and s.guid = s1.guid))
order by s1.guid limit $8::bigint offset $9::bigint))
  order by "devices"."guid";

-- devices.insertBatch (guid text, tags text, hostname text, mpsInstance text, connectionStatus text, mpsusername text, tenantId text, friendlyName text, dnsSuffix text, lastConnected text, lastSeen text, lastDisconnected text, deviceInfo text)
insert into "devices" ("guid", "tags", "hostname", "mpsinstance", "connectionstatus", "mpsusername", "tenantid", "friendlyname", "dnssuffix", "lastconnected", "lastseen", "lastdisconnected", "deviceinfo") select "batch"."guid", "batch"."tags"::text[], "batch"."hostname", "batch"."mpsinstance", "batch"."connectionstatus", "batch"."mpsusername", "batch"."tenantid", "batch"."friendlyname", "batch"."dnssuffix", "batch"."lastconnected", "batch"."lastseen", "batch"."lastdisconnected", "batch"."deviceinfo"
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::json[]) as batch("guid", "tags", "hostname", "mpsinstance", "connectionstatus", "mpsusername", "tenantid", "friendlyname", "dnssuffix", "lastconnected", "lastseen", "lastdisconnected", "deviceinfo");

-- devices.insertNewOfBatch (guid text, tags text, hostname text, mpsInstance text, connectionStatus text, mpsusername text, tenantId text, friendlyName text, dnsSuffix text, lastConnected text, lastSeen text, lastDisconnected text, deviceInfo text)
insert into "devices" ("guid", "tags", "hostname", "mpsinstance", "connectionstatus", "mpsusername", "tenantid", "friendlyname", "dnssuffix", "lastconnected", "lastseen", "lastdisconnected", "deviceinfo") select "batch"."guid", "batch"."tags"::text[], "batch"."hostname", "batch"."mpsinstance", "batch"."connectionstatus", "batch"."mpsusername", "batch"."tenantid", "batch"."friendlyname", "batch"."dnssuffix", "batch"."lastconnected", "batch"."lastseen", "batch"."lastdisconnected", "batch"."deviceinfo"
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::json[]) as batch("guid", "tags", "hostname", "mpsinstance", "connectionstatus", "mpsusername", "tenantid", "friendlyname", "dnssuffix", "lastconnected", "lastseen", "lastdisconnected", "deviceinfo") on conflict do nothing;

-- devices.listFirst (tenantId text, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."lastconnected" as "lastConnected", "devices"."lastseen" as "lastSeen", "devices"."lastdisconnected" as "lastDisconnected", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid" = $1
  order by "devices"."guid"
  limit $2
  offset 0;

-- devices.listFirstOfAnyTenant (limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."lastconnected" as "lastConnected", "devices"."lastseen" as "lastSeen", "devices"."lastdisconnected" as "lastDisconnected", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  order by "devices"."guid"
  limit $1
  offset 0;

-- devices.listAfter (tenantId text, after guid, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."lastconnected" as "lastConnected", "devices"."lastseen" as "lastSeen", "devices"."lastdisconnected" as "lastDisconnected", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."tenantid" = $1 and "devices"."guid" > $2
  order by "devices"."guid"
  limit $3
  offset 0;

-- devices.listAfterOfAnyTenant (after guid, limit count)
select "devices"."guid" as "guid", "devices"."hostname" as "hostname", "devices"."tags" as "tags", "devices"."mpsinstance" as "mpsInstance", "devices"."connectionstatus" as "connectionStatus", "devices"."mpsusername" as "mpsusername", "devices"."tenantid" as "tenantId", "devices"."friendlyname" as "friendlyName", "devices"."dnssuffix" as "dnsSuffix", "devices"."lastconnected" as "lastConnected", "devices"."lastseen" as "lastSeen", "devices"."lastdisconnected" as "lastDisconnected", "devices"."deviceinfo" as "deviceInfo"
  from "devices"
  where "devices"."guid" > $1
  order by "devices"."guid"
  limit $2
  offset 0;

-- ciraConfigs.count (tenantId text)
select count(*) as "count"
  from "ciraconfigs"
  where "ciraconfigs"."tenant_id" = $1;

-- ciraConfigs.list (tenantId text, limit count, offset count)
select "ciraconfigs"."cira_config_name" as "configName", "ciraconfigs"."mps_server_address" as "mpsServerAddress", "ciraconfigs"."mps_port" as "mpsPort", "ciraconfigs"."user_name" as "username", "ciraconfigs"."password" as "password", "ciraconfigs"."common_name" as "commonName", "ciraconfigs"."server_address_format" as "serverAddressFormat", "ciraconfigs"."auth_method" as "authMethod", "ciraconfigs"."mps_root_certificate" as "mpsRootCertificate", "ciraconfigs"."proxydetails" as "proxyDetails", "ciraconfigs"."tenant_id" as "tenantId", "ciraconfigs"."xmin"::text as "version"
  from "ciraconfigs"
  where "ciraconfigs"."tenant_id" = $1
  order by "ciraconfigs"."cira_config_name"
  limit $2
  offset $3;

-- ciraConfigs.get (configName name, tenantId text)
select "ciraconfigs"."cira_config_name" as "configName", "ciraconfigs"."mps_server_address" as "mpsServerAddress", "ciraconfigs"."mps_port" as "mpsPort", "ciraconfigs"."user_name" as "username", "ciraconfigs"."password" as "password", "ciraconfigs"."common_name" as "commonName", "ciraconfigs"."server_address_format" as "serverAddressFormat", "ciraconfigs"."auth_method" as "authMethod", "ciraconfigs"."mps_root_certificate" as "mpsRootCertificate", "ciraconfigs"."proxydetails" as "proxyDetails", "ciraconfigs"."tenant_id" as "tenantId", "ciraconfigs"."xmin"::text as "version"
  from "ciraconfigs"
  where "ciraconfigs"."cira_config_name" = $1 and "ciraconfigs"."tenant_id" = $2;

-- ciraConfigs.insert (configName name, mpsServerAddress text, mpsPort integer, username text, password text, commonName text, serverAddressFormat integer, authMethod integer, mpsRootCertificate text, proxyDetails text, tenantId text)
insert into "ciraconfigs" ("cira_config_name", "mps_server_address", "mps_port", "user_name", "password", "common_name", "server_address_format", "auth_method", "mps_root_certificate", "proxydetails", "tenant_id")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  returning "ciraconfigs"."cira_config_name" as "configName", "ciraconfigs"."mps_server_address" as "mpsServerAddress", "ciraconfigs"."mps_port" as "mpsPort", "ciraconfigs"."user_name" as "username", "ciraconfigs"."password" as "password", "ciraconfigs"."common_name" as "commonName", "ciraconfigs"."server_address_format" as "serverAddressFormat", "ciraconfigs"."auth_method" as "authMethod", "ciraconfigs"."mps_root_certificate" as "mpsRootCertificate", "ciraconfigs"."proxydetails" as "proxyDetails", "ciraconfigs"."tenant_id" as "tenantId", "ciraconfigs"."xmin"::text as "version";

-- ciraConfigs.update (mpsServerAddress text, mpsPort integer, username text, password text, commonName text, serverAddressFormat integer, authMethod integer, mpsRootCertificate text, proxyDetails text, configName name, tenantId text, version version)
update "ciraconfigs"
  set "mps_server_address" = $1, "mps_port" = $2, "user_name" = $3, "password" = $4, "common_name" = $5, "server_address_format" = $6, "auth_method" = $7, "mps_root_certificate" = $8, "proxydetails" = $9
  where "ciraconfigs"."cira_config_name" = $10 and "ciraconfigs"."tenant_id" = $11 and "ciraconfigs"."xmin"::text = $12
  returning "ciraconfigs"."cira_config_name" as "configName", "ciraconfigs"."mps_server_address" as "mpsServerAddress", "ciraconfigs"."mps_port" as "mpsPort", "ciraconfigs"."user_name" as "username", "ciraconfigs"."password" as "password", "ciraconfigs"."common_name" as "commonName", "ciraconfigs"."server_address_format" as "serverAddressFormat", "ciraconfigs"."auth_method" as "authMethod", "ciraconfigs"."mps_root_certificate" as "mpsRootCertificate", "ciraconfigs"."proxydetails" as "proxyDetails", "ciraconfigs"."tenant_id" as "tenantId", "ciraconfigs"."xmin"::text as "version";

-- ciraConfigs.delete (configName name, tenantId text)
delete
  from "ciraconfigs"
  where "ciraconfigs"."cira_config_name" = $1 and "ciraconfigs"."tenant_id" = $2;

-- profiles.referring.ciraConfigs (name name, tenantId text)
select count(*) as "count"
  from "profiles"
  where "profiles"."cira_config_name" = $1 and "profiles"."tenant_id" = $2;

-- domains.count (tenantId text)
select count(*) as "count"
  from "domains"
  where "domains"."tenant_id" = $1;

-- domains.list (tenantId text, limit count, offset count)
select "domains"."name" as "profileName", "domains"."domain_suffix" as "domainSuffix", "domains"."provisioning_cert" as "provisioningCert", "domains"."provisioning_cert_storage_format" as "provisioningCertStorageFormat", "domains"."provisioning_cert_key" as "provisioningCertPassword", "domains"."expiration_date" as "expirationDate", "domains"."tenant_id" as "tenantId", "domains"."xmin"::text as "version"
  from "domains"
  where "domains"."tenant_id" = $1
  order by "domains"."name"
  limit $2
  offset $3;

-- domains.get (profileName name, tenantId text)
select "domains"."name" as "profileName", "domains"."domain_suffix" as "domainSuffix", "domains"."provisioning_cert" as "provisioningCert", "domains"."provisioning_cert_storage_format" as "provisioningCertStorageFormat", "domains"."provisioning_cert_key" as "provisioningCertPassword", "domains"."expiration_date" as "expirationDate", "domains"."tenant_id" as "tenantId", "domains"."xmin"::text as "version"
  from "domains"
  where "domains"."name" = $1 and "domains"."tenant_id" = $2;

-- domains.insert (profileName name, domainSuffix name, provisioningCert text, provisioningCertStorageFormat text, provisioningCertPassword text, expirationDate wall-clock, tenantId text)
insert into "domains" ("name", "domain_suffix", "provisioning_cert", "provisioning_cert_storage_format", "provisioning_cert_key", "expiration_date", "tenant_id")
  values ($1, $2, $3, $4, $5, $6, $7)
  returning "domains"."name" as "profileName", "domains"."domain_suffix" as "domainSuffix", "domains"."provisioning_cert" as "provisioningCert", "domains"."provisioning_cert_storage_format" as "provisioningCertStorageFormat", "domains"."provisioning_cert_key" as "provisioningCertPassword", "domains"."expiration_date" as "expirationDate", "domains"."tenant_id" as "tenantId", "domains"."xmin"::text as "version";

-- domains.update (domainSuffix name, provisioningCert text, provisioningCertStorageFormat text, provisioningCertPassword text, expirationDate wall-clock, profileName name, tenantId text, version version)
update "domains"
  set "domain_suffix" = $1, "provisioning_cert" = $2, "provisioning_cert_storage_format" = $3, "provisioning_cert_key" = $4, "expiration_date" = $5
  where "domains"."name" = $6 and "domains"."tenant_id" = $7 and "domains"."xmin"::text = $8
  returning "domains"."name" as "profileName", "domains"."domain_suffix" as "domainSuffix", "domains"."provisioning_cert" as "provisioningCert", "domains"."provisioning_cert_storage_format" as "provisioningCertStorageFormat", "domains"."provisioning_cert_key" as "provisioningCertPassword", "domains"."expiration_date" as "expirationDate", "domains"."tenant_id" as "tenantId", "domains"."xmin"::text as "version";

-- domains.delete (profileName name, tenantId text)
delete
  from "domains"
  where "domains"."name" = $1 and "domains"."tenant_id" = $2;

-- ieee8021xProfiles.count (tenantId text)
select count(*) as "count"
  from "ieee8021xconfigs"
  where "ieee8021xconfigs"."tenant_id" = $1;

-- ieee8021xProfiles.list (tenantId text, limit count, offset count)
select "ieee8021xconfigs"."profile_name" as "profileName", "ieee8021xconfigs"."auth_protocol" as "authenticationProtocol", "ieee8021xconfigs"."pxe_timeout" as "pxeTimeout", "ieee8021xconfigs"."wired_interface" as "wiredInterface", "ieee8021xconfigs"."tenant_id" as "tenantId", "ieee8021xconfigs"."xmin"::text as "version"
  from "ieee8021xconfigs"
  where "ieee8021xconfigs"."tenant_id" = $1
  order by "ieee8021xconfigs"."profile_name"
  limit $2
  offset $3;

-- ieee8021xProfiles.get (profileName name, tenantId text)
select "ieee8021xconfigs"."profile_name" as "profileName", "ieee8021xconfigs"."auth_protocol" as "authenticationProtocol", "ieee8021xconfigs"."pxe_timeout" as "pxeTimeout", "ieee8021xconfigs"."wired_interface" as "wiredInterface", "ieee8021xconfigs"."tenant_id" as "tenantId", "ieee8021xconfigs"."xmin"::text as "version"
  from "ieee8021xconfigs"
  where "ieee8021xconfigs"."profile_name" = $1 and "ieee8021xconfigs"."tenant_id" = $2;

-- ieee8021xProfiles.insert (profileName name, authenticationProtocol integer, pxeTimeout integer, wiredInterface boolean, tenantId text)
insert into "ieee8021xconfigs" ("profile_name", "auth_protocol", "pxe_timeout", "wired_interface", "tenant_id")
  values ($1, $2, $3, $4, $5)
  returning "ieee8021xconfigs"."profile_name" as "profileName", "ieee8021xconfigs"."auth_protocol" as "authenticationProtocol", "ieee8021xconfigs"."pxe_timeout" as "pxeTimeout", "ieee8021xconfigs"."wired_interface" as "wiredInterface", "ieee8021xconfigs"."tenant_id" as "tenantId", "ieee8021xconfigs"."xmin"::text as "version";

-- ieee8021xProfiles.update (authenticationProtocol integer, serverName text, domain text, username text, password text, roamingIdentity text, activeInS0 boolean, pxeTimeout integer, wiredInterface boolean, profileName name, tenantId text, version version)
update "ieee8021xconfigs"
  set "auth_protocol" = $1, "servername" = $2, "domain" = $3, "username" = $4, "password" = $5, "roaming_identity" = $6, "active_in_s0" = $7, "pxe_timeout" = $8, "wired_interface" = $9
  where "ieee8021xconfigs"."profile_name" = $10 and "ieee8021xconfigs"."tenant_id" = $11 and "ieee8021xconfigs"."xmin"::text = $12
  returning "ieee8021xconfigs"."profile_name" as "profileName", "ieee8021xconfigs"."auth_protocol" as "authenticationProtocol", "ieee8021xconfigs"."pxe_timeout" as "pxeTimeout", "ieee8021xconfigs"."wired_interface" as "wiredInterface", "ieee8021xconfigs"."tenant_id" as "tenantId", "ieee8021xconfigs"."xmin"::text as "version";

-- ieee8021xProfiles.delete (profileName name, tenantId text)
delete
  from "ieee8021xconfigs"
  where "ieee8021xconfigs"."profile_name" = $1 and "ieee8021xconfigs"."tenant_id" = $2;

-- wirelessProfiles.referring.ieee8021xProfiles (name name, tenantId text)
select count(*) as "count"
  from "wirelessconfigs"
  where "wirelessconfigs"."ieee8021x_profile_name" = $1 and "wirelessconfigs"."tenant_id" = $2;

-- profiles.referring.ieee8021xProfiles (name name, tenantId text)
select count(*) as "count"
  from "profiles"
  where "profiles"."ieee8021x_profile_name" = $1 and "profiles"."tenant_id" = $2;

-- wirelessProfiles.count (tenantId text)
select count(*) as "count"
  from "wirelessconfigs"
  where "wirelessconfigs"."tenant_id" = $1;

-- wirelessProfiles.list (tenantId text, limit count, offset count)
select "wirelessconfigs"."wireless_profile_name" as "profileName", "wirelessconfigs"."authentication_method" as "authenticationMethod", "wirelessconfigs"."encryption_method" as "encryptionMethod", "wirelessconfigs"."ssid" as "ssid", "wirelessconfigs"."psk_value" as "pskValue", "wirelessconfigs"."psk_passphrase" as "pskPassphrase", "wirelessconfigs"."link_policy" as "linkPolicy", "wirelessconfigs"."tenant_id" as "tenantId", "wirelessconfigs"."ieee8021x_profile_name" as "ieee8021xProfileName", "wirelessconfigs"."xmin"::text as "version"
  from "wirelessconfigs"
  where "wirelessconfigs"."tenant_id" = $1
  order by "wirelessconfigs"."wireless_profile_name"
  limit $2
  offset $3;

-- wirelessProfiles.get (profileName name, tenantId text)
select "wirelessconfigs"."wireless_profile_name" as "profileName", "wirelessconfigs"."authentication_method" as "authenticationMethod", "wirelessconfigs"."encryption_method" as "encryptionMethod", "wirelessconfigs"."ssid" as "ssid", "wirelessconfigs"."psk_value" as "pskValue", "wirelessconfigs"."psk_passphrase" as "pskPassphrase", "wirelessconfigs"."link_policy" as "linkPolicy", "wirelessconfigs"."tenant_id" as "tenantId", "wirelessconfigs"."ieee8021x_profile_name" as "ieee8021xProfileName", "wirelessconfigs"."xmin"::text as "version"
  from "wirelessconfigs"
  where "wirelessconfigs"."wireless_profile_name" = $1 and "wirelessconfigs"."tenant_id" = $2;

-- wirelessProfiles.insert (profileName name, authenticationMethod integer, encryptionMethod integer, ssid text, pskValue integer, pskPassphrase text, linkPolicy integer-list, tenantId text, ieee8021xProfileName name, creationDate text)
insert into "wirelessconfigs" ("wireless_profile_name", "authentication_method", "encryption_method", "ssid", "psk_value", "psk_passphrase", "link_policy", "tenant_id", "ieee8021x_profile_name", "creation_date")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  returning "wirelessconfigs"."wireless_profile_name" as "profileName", "wirelessconfigs"."authentication_method" as "authenticationMethod", "wirelessconfigs"."encryption_method" as "encryptionMethod", "wirelessconfigs"."ssid" as "ssid", "wirelessconfigs"."psk_value" as "pskValue", "wirelessconfigs"."psk_passphrase" as "pskPassphrase", "wirelessconfigs"."link_policy" as "linkPolicy", "wirelessconfigs"."tenant_id" as "tenantId", "wirelessconfigs"."ieee8021x_profile_name" as "ieee8021xProfileName", "wirelessconfigs"."xmin"::text as "version";

-- wirelessProfiles.update (authenticationMethod integer, encryptionMethod integer, ssid text, pskValue integer, pskPassphrase text, linkPolicy integer-list, ieee8021xProfileName name, profileName name, tenantId text, version version)
update "wirelessconfigs"
  set "authentication_method" = $1, "encryption_method" = $2, "ssid" = $3, "psk_value" = $4, "psk_passphrase" = $5, "link_policy" = $6, "ieee8021x_profile_name" = $7
  where "wirelessconfigs"."wireless_profile_name" = $8 and "wirelessconfigs"."tenant_id" = $9 and "wirelessconfigs"."xmin"::text = $10
  returning "wirelessconfigs"."wireless_profile_name" as "profileName", "wirelessconfigs"."authentication_method" as "authenticationMethod", "wirelessconfigs"."encryption_method" as "encryptionMethod", "wirelessconfigs"."ssid" as "ssid", "wirelessconfigs"."psk_value" as "pskValue", "wirelessconfigs"."psk_passphrase" as "pskPassphrase", "wirelessconfigs"."link_policy" as "linkPolicy", "wirelessconfigs"."tenant_id" as "tenantId", "wirelessconfigs"."ieee8021x_profile_name" as "ieee8021xProfileName", "wirelessconfigs"."xmin"::text as "version";

-- wirelessProfiles.delete (profileName name, tenantId text)
delete
  from "wirelessconfigs"
  where "wirelessconfigs"."wireless_profile_name" = $1 and "wirelessconfigs"."tenant_id" = $2;

-- profileWirelessConfigs.referring.wirelessProfiles (name name, tenantId text)
select count(*) as "count"
  from "profiles_wirelessconfigs"
  where "profiles_wirelessconfigs"."wireless_profile_name" = $1 and "profiles_wirelessconfigs"."tenant_id" = $2;

-- proxyConfigs.count (tenantId text)
select count(*) as "count"
  from "proxyconfigs"
  where "proxyconfigs"."tenant_id" = $1;

-- proxyConfigs.list (tenantId text, limit count, offset count)
select "proxyconfigs"."proxy_config_name" as "name", "proxyconfigs"."address" as "address", "proxyconfigs"."info_format" as "infoFormat", "proxyconfigs"."port" as "port", "proxyconfigs"."network_dns_suffix" as "networkDnsSuffix", "proxyconfigs"."tenant_id" as "tenantId"
  from "proxyconfigs"
  where "proxyconfigs"."tenant_id" = $1
  order by "proxyconfigs"."proxy_config_name"
  limit $2
  offset $3;

-- proxyConfigs.get (name name, tenantId text)
select "proxyconfigs"."proxy_config_name" as "name", "proxyconfigs"."address" as "address", "proxyconfigs"."info_format" as "infoFormat", "proxyconfigs"."port" as "port", "proxyconfigs"."network_dns_suffix" as "networkDnsSuffix", "proxyconfigs"."tenant_id" as "tenantId"
  from "proxyconfigs"
  where "proxyconfigs"."proxy_config_name" = $1 and "proxyconfigs"."tenant_id" = $2;

-- proxyConfigs.insert (name name, address name, infoFormat integer, port integer, networkDnsSuffix text, tenantId text, creationDate text)
insert into "proxyconfigs" ("proxy_config_name", "address", "info_format", "port", "network_dns_suffix", "tenant_id", "creation_date")
  values ($1, $2, $3, $4, $5, $6, $7)
  returning "proxyconfigs"."proxy_config_name" as "name", "proxyconfigs"."address" as "address", "proxyconfigs"."info_format" as "infoFormat", "proxyconfigs"."port" as "port", "proxyconfigs"."network_dns_suffix" as "networkDnsSuffix", "proxyconfigs"."tenant_id" as "tenantId";

-- proxyConfigs.update (address name, infoFormat integer, port integer, networkDnsSuffix text, name name, tenantId text)
update "proxyconfigs"
  set "address" = $1, "info_format" = $2, "port" = $3, "network_dns_suffix" = $4
  where "proxyconfigs"."proxy_config_name" = $5 and "proxyconfigs"."tenant_id" = $6
  returning "proxyconfigs"."proxy_config_name" as "name", "proxyconfigs"."address" as "address", "proxyconfigs"."info_format" as "infoFormat", "proxyconfigs"."port" as "port", "proxyconfigs"."network_dns_suffix" as "networkDnsSuffix", "proxyconfigs"."tenant_id" as "tenantId";

-- proxyConfigs.delete (name name, tenantId text)
delete
  from "proxyconfigs"
  where "proxyconfigs"."proxy_config_name" = $1 and "proxyconfigs"."tenant_id" = $2;

-- profileProxyConfigs.referring.proxyConfigs (name name, tenantId text)
select count(*) as "count"
  from "profiles_proxyconfigs"
  where "profiles_proxyconfigs"."proxy_config_name" = $1 and "profiles_proxyconfigs"."tenant_id" = $2;

-- domains.getBySuffix (domainSuffix name, tenantId text)
select "domains"."name" as "profileName", "domains"."domain_suffix" as "domainSuffix", "domains"."provisioning_cert" as "provisioningCert", "domains"."provisioning_cert_storage_format" as "provisioningCertStorageFormat", "domains"."provisioning_cert_key" as "provisioningCertPassword", "domains"."expiration_date" as "expirationDate", "domains"."tenant_id" as "tenantId", "domains"."xmin"::text as "version"
  from "domains"
  where "domains"."domain_suffix" = $1 and "domains"."tenant_id" = $2;

-- profiles.count (tenantId text)
select count(*) as "count"
  from "profiles"
  where "profiles"."tenant_id" = $1;

-- profiles.list (tenantId text, limit count, offset count)
select "profiles"."profile_name" as "profileName", "profiles"."activation" as "activation", "profiles"."cira_config_name" as "ciraConfigName", "profiles"."generate_random_password" as "generateRandomPassword", "profiles"."generate_random_mebx_password" as "generateRandomMEBxPassword", "profiles"."tags" as "tags", "profiles"."dhcp_enabled" as "dhcpEnabled", "profiles"."tls_mode" as "tlsMode", "profiles"."user_consent" as "userConsent", "profiles"."ider_enabled" as "iderEnabled", "profiles"."kvm_enabled" as "kvmEnabled", "profiles"."sol_enabled" as "solEnabled", "profiles"."tenant_id" as "tenantId", "profiles"."tls_signing_authority" as "tlsSigningAuthority", "profiles"."ieee8021x_profile_name" as "ieee8021xProfileName", "profiles"."ip_sync_enabled" as "ipSyncEnabled", "profiles"."local_wifi_sync_enabled" as "localWifiSyncEnabled", "profiles"."uefi_wifi_sync_enabled" as "uefiWifiSyncEnabled", "profiles"."xmin"::text as "version", (select coalesce(json_agg(json_build_object('priority', "profiles_wirelessconfigs"."priority", 'profileName', "profiles_wirelessconfigs"."wireless_profile_name")), '[]'::json) from "profiles_wirelessconfigs" where "profiles_wirelessconfigs"."profile_name" = "profiles"."profile_name" and "profiles_wirelessconfigs"."tenant_id" = "profiles"."tenant_id") as "wifiConfigs", (select coalesce(json_agg(json_build_object('priority', "profiles_proxyconfigs"."priority", 'name', "profiles_proxyconfigs"."proxy_config_name")), '[]'::json) from "profiles_proxyconfigs" where "profiles_proxyconfigs"."profile_name" = "profiles"."profile_name" and "profiles_proxyconfigs"."tenant_id" = "profiles"."tenant_id") as "proxyConfigs"
  from "profiles"
  where "profiles"."tenant_id" = $1
  order by "profiles"."profile_name"
  limit $2
  offset $3;

-- profiles.get (profileName name, tenantId text)
select "profiles"."profile_name" as "profileName", "profiles"."activation" as "activation", "profiles"."cira_config_name" as "ciraConfigName", "profiles"."generate_random_password" as "generateRandomPassword", "profiles"."generate_random_mebx_password" as "generateRandomMEBxPassword", "profiles"."tags" as "tags", "profiles"."dhcp_enabled" as "dhcpEnabled", "profiles"."tls_mode" as "tlsMode", "profiles"."user_consent" as "userConsent", "profiles"."ider_enabled" as "iderEnabled", "profiles"."kvm_enabled" as "kvmEnabled", "profiles"."sol_enabled" as "solEnabled", "profiles"."tenant_id" as "tenantId", "profiles"."tls_signing_authority" as "tlsSigningAuthority", "profiles"."ieee8021x_profile_name" as "ieee8021xProfileName", "profiles"."ip_sync_enabled" as "ipSyncEnabled", "profiles"."local_wifi_sync_enabled" as "localWifiSyncEnabled", "profiles"."uefi_wifi_sync_enabled" as "uefiWifiSyncEnabled", "profiles"."xmin"::text as "version", (select coalesce(json_agg(json_build_object('priority', "profiles_wirelessconfigs"."priority", 'profileName', "profiles_wirelessconfigs"."wireless_profile_name")), '[]'::json) from "profiles_wirelessconfigs" where "profiles_wirelessconfigs"."profile_name" = "profiles"."profile_name" and "profiles_wirelessconfigs"."tenant_id" = "profiles"."tenant_id") as "wifiConfigs", (select coalesce(json_agg(json_build_object('priority', "profiles_proxyconfigs"."priority", 'name', "profiles_proxyconfigs"."proxy_config_name")), '[]'::json) from "profiles_proxyconfigs" where "profiles_proxyconfigs"."profile_name" = "profiles"."profile_name" and "profiles_proxyconfigs"."tenant_id" = "profiles"."tenant_id") as "proxyConfigs"
  from "profiles"
  where "profiles"."profile_name" = $1 and "profiles"."tenant_id" = $2;

-- profiles.insert (profileName name, activation text, amtPassword text, generateRandomPassword boolean, ciraConfigName name, mebxPassword text, generateRandomMEBxPassword boolean, tags text-list, dhcpEnabled boolean, ipSyncEnabled boolean, localWifiSyncEnabled boolean, tenantId text, tlsMode integer, userConsent text, iderEnabled boolean, kvmEnabled boolean, solEnabled boolean, tlsSigningAuthority text, ieee8021xProfileName name, uefiWifiSyncEnabled boolean)
insert into "profiles" ("profile_name", "activation", "amt_password", "generate_random_password", "cira_config_name", "mebx_password", "generate_random_mebx_password", "tags", "dhcp_enabled", "ip_sync_enabled", "local_wifi_sync_enabled", "tenant_id", "tls_mode", "user_consent", "ider_enabled", "kvm_enabled", "sol_enabled", "tls_signing_authority", "ieee8021x_profile_name", "uefi_wifi_sync_enabled")
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
  returning "profiles"."profile_name" as "profileName", "profiles"."activation" as "activation", "profiles"."cira_config_name" as "ciraConfigName", "profiles"."generate_random_password" as "generateRandomPassword", "profiles"."generate_random_mebx_password" as "generateRandomMEBxPassword", "profiles"."tags" as "tags", "profiles"."dhcp_enabled" as "dhcpEnabled", "profiles"."tls_mode" as "tlsMode", "profiles"."user_consent" as "userConsent", "profiles"."ider_enabled" as "iderEnabled", "profiles"."kvm_enabled" as "kvmEnabled", "profiles"."sol_enabled" as "solEnabled", "profiles"."tenant_id" as "tenantId", "profiles"."tls_signing_authority" as "tlsSigningAuthority", "profiles"."ieee8021x_profile_name" as "ieee8021xProfileName", "profiles"."ip_sync_enabled" as "ipSyncEnabled", "profiles"."local_wifi_sync_enabled" as "localWifiSyncEnabled", "profiles"."uefi_wifi_sync_enabled" as "uefiWifiSyncEnabled", "profiles"."xmin"::text as "version";

-- profiles.update (activation text, amtPassword text, generateRandomPassword boolean, ciraConfigName name, mebxPassword text, generateRandomMEBxPassword boolean, tags text-list, dhcpEnabled boolean, ipSyncEnabled boolean, localWifiSyncEnabled boolean, tlsMode integer, userConsent text, iderEnabled boolean, kvmEnabled boolean, solEnabled boolean, tlsSigningAuthority text, ieee8021xProfileName name, uefiWifiSyncEnabled boolean, profileName name, tenantId text, version version)
update "profiles"
  set "activation" = $1, "amt_password" = $2, "generate_random_password" = $3, "cira_config_name" = $4, "mebx_password" = $5, "generate_random_mebx_password" = $6, "tags" = $7, "dhcp_enabled" = $8, "ip_sync_enabled" = $9, "local_wifi_sync_enabled" = $10, "tls_mode" = $11, "user_consent" = $12, "ider_enabled" = $13, "kvm_enabled" = $14, "sol_enabled" = $15, "tls_signing_authority" = $16, "ieee8021x_profile_name" = $17, "uefi_wifi_sync_enabled" = $18
  where "profiles"."profile_name" = $19 and "profiles"."tenant_id" = $20 and "profiles"."xmin"::text = $21
  returning "profiles"."profile_name" as "profileName", "profiles"."activation" as "activation", "profiles"."cira_config_name" as "ciraConfigName", "profiles"."generate_random_password" as "generateRandomPassword", "profiles"."generate_random_mebx_password" as "generateRandomMEBxPassword", "profiles"."tags" as "tags", "profiles"."dhcp_enabled" as "dhcpEnabled", "profiles"."tls_mode" as "tlsMode", "profiles"."user_consent" as "userConsent", "profiles"."ider_enabled" as "iderEnabled", "profiles"."kvm_enabled" as "kvmEnabled", "profiles"."sol_enabled" as "solEnabled", "profiles"."tenant_id" as "tenantId", "profiles"."tls_signing_authority" as "tlsSigningAuthority", "profiles"."ieee8021x_profile_name" as "ieee8021xProfileName", "profiles"."ip_sync_enabled" as "ipSyncEnabled", "profiles"."local_wifi_sync_enabled" as "localWifiSyncEnabled", "profiles"."uefi_wifi_sync_enabled" as "uefiWifiSyncEnabled", "profiles"."xmin"::text as "version";

-- profiles.delete (profileName name, tenantId text)
delete
  from "profiles"
  where "profiles"."profile_name" = $1 and "profiles"."tenant_id" = $2;

-- profileWirelessConfigs.referring.profiles (name name, tenantId text)
select count(*) as "count"
  from "profiles_wirelessconfigs"
  where "profiles_wirelessconfigs"."profile_name" = $1 and "profiles_wirelessconfigs"."tenant_id" = $2;

-- profileProxyConfigs.referring.profiles (name name, tenantId text)
select count(*) as "count"
  from "profiles_proxyconfigs"
  where "profiles_proxyconfigs"."profile_name" = $1 and "profiles_proxyconfigs"."tenant_id" = $2;

-- profileWirelessConfigs.list (owner name, tenantId text)
select "profiles_wirelessconfigs"."priority" as "priority", "profiles_wirelessconfigs"."wireless_profile_name" as "profileName"
  from "profiles_wirelessconfigs"
  where "profiles_wirelessconfigs"."profile_name" = $1 and "profiles_wirelessconfigs"."tenant_id" = $2;

-- profileWirelessConfigs.create (profileName name, priority integer, owner name, tenantId text)
insert into "profiles_wirelessconfigs" ("wireless_profile_name", "priority", "profile_name", "tenant_id")
  values ($1, $2, $3, $4);

-- profileWirelessConfigs.delete (owner name, tenantId text)
delete
  from "profiles_wirelessconfigs"
  where "profiles_wirelessconfigs"."profile_name" = $1 and "profiles_wirelessconfigs"."tenant_id" = $2;

-- profileProxyConfigs.list (owner name, tenantId text)
select "profiles_proxyconfigs"."priority" as "priority", "profiles_proxyconfigs"."proxy_config_name" as "name"
  from "profiles_proxyconfigs"
  where "profiles_proxyconfigs"."profile_name" = $1 and "profiles_proxyconfigs"."tenant_id" = $2;

-- profileProxyConfigs.create (name name, priority integer, owner name, tenantId text)
insert into "profiles_proxyconfigs" ("proxy_config_name", "priority", "profile_name", "tenant_id")
  values ($1, $2, $3, $4);

-- profileProxyConfigs.delete (owner name, tenantId text)
delete
  from "profiles_proxyconfigs"
  where "profiles_proxyconfigs"."profile_name" = $1 and "profiles_proxyconfigs"."tenant_id" = $2;

-- records.newest (path text, path text)
select "path", "version", "key_id" as "keyId", "body"
  from "dmt_secret_versions"
  where "path" = $1 and version = (select version from "dmt_secrets" where "path" = $2);

-- records.version (path text, version count)
select "path", "version", "key_id" as "keyId", "body"
  from "dmt_secret_versions"
  where "path" = $1 and version = $2;

-- records.versions (path text)
select "version"
  from "dmt_secret_versions"
  where "path" = $1
  order by "version" desc;

-- records.claimFirst (path text, version count)
insert into "dmt_secrets" ("path", "version")
  values ($1, $2);

-- records.claimNext (version count, path text, previous count)
update "dmt_secrets"
  set "version" = $1
  where "path" = $2 and version = $3;

-- records.add (path text, version count, keyId text, body text)
insert into "dmt_secret_versions" ("path", "version", "key_id", "body")
  values ($1, $2, $3, $4);

-- records.prune (path text, last count)
delete
  from "dmt_secret_versions"
  where "path" = $1 and version <= $2;

-- records.rewrap (keyId text, body text, path text, version count, expectedKeyId text)
update "dmt_secret_versions"
  set "key_id" = $1, "body" = $2
  where "path" = $3 and version = $4 and key_id = $5;

-- records.forget (path text)
delete
  from "dmt_secrets"
  where "path" = $1;

-- records.removeVersions (path text)
delete
  from "dmt_secret_versions"
  where "path" = $1;

-- records.list (pattern text)
select "path"
  from "dmt_secrets"
  where path like $1 escape '!';

-- records.scan (path text, samePath text, version count, limit count, offset count)
select "path", "version", "key_id" as "keyId", "body"
  from "dmt_secret_versions"
  where ("path" > $1 or ("path" = $2 and version > $3))
  order by "path", "version"
  limit $4
  offset $5;

-- records.scanFirst (limit count, offset count)
select "path", "version", "key_id" as "keyId", "body"
  from "dmt_secret_versions"
  order by "path", "version"
  limit $1
  offset $2;

-- records.probe (path text)
select "path"
  from "dmt_secrets"
  where "path" = $1;
