-- devices.count (tenantId text)
select count(*) as `count`
  from `devices`
  where `devices`.`tenantid` = ?;

-- devices.countConnected (tenantId text)
select count(*) as `count`
  from `devices`
  where `devices`.`tenantid` = ? and `devices`.`connectionstatus` = true;

-- devices.list (tenantId text, limit count, offset count)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from `devices`
  where `devices`.`tenantid` = ?
  order by `devices`.`guid`
  limit ?
  offset ?;

-- devices.get (guid guid, tenantId text)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`lastconnected` as `lastConnected`, `devices`.`lastseen` as `lastSeen`, `devices`.`lastdisconnected` as `lastDisconnected`, `devices`.`deviceinfo` as `deviceInfo`
  from `devices`
  where `devices`.`guid` = ? and `devices`.`tenantid` = ?;

-- devices.getOfAnyTenant (guid guid)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`lastconnected` as `lastConnected`, `devices`.`lastseen` as `lastSeen`, `devices`.`lastdisconnected` as `lastDisconnected`, `devices`.`deviceinfo` as `deviceInfo`
  from `devices`
  where `devices`.`guid` = ?;

-- devices.findByHostname (tenantId text, hostname text)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from `devices`
  where `devices`.`tenantid` = ? and `devices`.`hostname` = ?
  order by `devices`.`guid`;

-- devices.findByFriendlyName (tenantId text, friendlyName text)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from `devices`
  where `devices`.`tenantid` = ? and `devices`.`friendlyname` = ?
  order by `devices`.`guid`;

-- devices.listTags (tenantId text)
select distinct carried.tag as `tag`
  from `devices`
  cross join json_table(`tags`, '$[*]' columns (tag longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$')) carried
  where `devices`.`tenantid` = ?;

-- devices.insert (guid guid, hostname text, tags text-list, mpsInstance text, connectionStatus boolean, mpsusername text, tenantId text, friendlyName text, dnsSuffix text, deviceInfo json)
insert into `devices` (`guid`, `hostname`, `tags`, `mpsinstance`, `connectionstatus`, `mpsusername`, `tenantid`, `friendlyname`, `dnssuffix`, `deviceinfo`)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- devices.update (hostname text, tags text-list, mpsInstance text, connectionStatus boolean, mpsusername text, friendlyName text, dnsSuffix text, lastConnected instant, lastSeen instant, lastDisconnected instant, deviceInfo json, guid guid, tenantId text)
update `devices`
  set `hostname` = ?, `tags` = ?, `mpsinstance` = ?, `connectionstatus` = ?, `mpsusername` = ?, `friendlyname` = ?, `dnssuffix` = ?, `lastconnected` = ?, `lastseen` = ?, `lastdisconnected` = ?, `deviceinfo` = ?
  where `devices`.`guid` = ? and `devices`.`tenantid` = ?;

-- devices.delete (guid guid, tenantId text)
delete
  from `devices`
  where `devices`.`guid` = ? and `devices`.`tenantid` = ?;

-- devices.clearInstance (mpsInstance text)
update `devices`
  set `mpsinstance` = null, `connectionstatus` = false
  where `devices`.`mpsinstance` = ?;

-- devices.findByAllTags (tenantId text, tags text-list, limit count, offset count)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from `devices`
  where `devices`.`tenantid` = ? and not exists (select 1 from json_table(?, '$[*]' columns (tag longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$')) wanted where not exists (select 1 from json_table(`tags`, '$[*]' columns (tag longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$')) carried where carried.tag = wanted.tag))
  order by `devices`.`guid`
  limit ?
  offset ?;

-- devices.findByAnyTag (tenantId text, tags text-list, limit count, offset count)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from `devices`
  where `devices`.`tenantid` = ? and (select count(*) from json_table(?, '$[*]' columns (tag longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$')) wanted inner join json_table(`tags`, '$[*]' columns (tag longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$')) carried on carried.tag = wanted.tag) > 0
  order by `devices`.`guid`
  limit ?
  offset ?;

-- devices.scaled.count (tenantId text, tenantId text)
select (select coalesce(sum(`devices`), 0) from `dmt_device_counts` where `tenantid` = ?) + (select coalesce(sum(`devices`), 0) from `dmt_device_changes` where `tenantid` = ?) as `count`;

-- devices.scaled.countConnected (tenantId text, tenantId text)
select (select coalesce(sum(`connected`), 0) from `dmt_device_connections` where `tenantid` = ?) + (select coalesce(sum(`connected`), 0) from `dmt_device_changes` where `tenantid` = ?) as `count`;

-- devices.scaled.listDeep (tenantId text, limit count, offset count)
call dmt_devices_page(?, ?, ?);

-- devices.scaled.listTags (tenantId text)
call dmt_devices_tags(?);

-- devices.scaled.insert (guid guid, hostname text, tags text-list, mpsInstance text, connectionStatus boolean, mpsusername text, tenantId text, friendlyName text, dnsSuffix text, deviceInfo json)
call dmt_device_insert(?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- devices.scaled.update (hostname text, tags text-list, mpsInstance text, connectionStatus boolean, mpsusername text, friendlyName text, dnsSuffix text, lastConnected instant, lastSeen instant, lastDisconnected instant, deviceInfo json, guid guid, tenantId text)
call dmt_device_update(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- devices.scaled.delete (guid guid, tenantId text)
call dmt_device_delete(?, ?);

-- devices.scaled.clearInstance (mpsInstance text)
call dmt_devices_clear(?);

-- devices.scaled.findByTag (tenantId text, tag1 key, limit count, offset count, tenantId text)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ? offset ?) as page straight_join `devices` on `devices`.`guid` = page.guid and `devices`.`tenantid` = ?
  order by `devices`.`guid`;

-- devices.scaled.findByAnyTag2 (tenantId text, tag1 key, reach count, tenantId text, tag2 key, reach count, limit count, offset count, tenantId text)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from (select guid from ((select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?)) as found order by guid limit ? offset ?) as page straight_join `devices` on `devices`.`guid` = page.guid and `devices`.`tenantid` = ?
  order by `devices`.`guid`;

-- devices.scaled.findByAllTags (tenantId text, tags text-list, limit count, offset count)
call dmt_devices_tagged(?, ?, ?, ?);

-- devices.scaled.findByAnyTag3 (tenantId text, tag1 key, reach count, tenantId text, tag2 key, reach count, tenantId text, tag3 key, reach count, limit count, offset count, tenantId text)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from (select guid from ((select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?)) as found order by guid limit ? offset ?) as page straight_join `devices` on `devices`.`guid` = page.guid and `devices`.`tenantid` = ?
  order by `devices`.`guid`;

-- devices.scaled.findByAnyTag4 (tenantId text, tag1 key, reach count, tenantId text, tag2 key, reach count, tenantId text, tag3 key, reach count, tenantId text, tag4 key, reach count, limit count, offset count, tenantId text)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from (select guid from ((select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?)) as found order by guid limit ? offset ?) as page straight_join `devices` on `devices`.`guid` = page.guid and `devices`.`tenantid` = ?
  order by `devices`.`guid`;

-- devices.scaled.findByAnyTag5 (tenantId text, tag1 key, reach count, tenantId text, tag2 key, reach count, tenantId text, tag3 key, reach count, tenantId text, tag4 key, reach count, tenantId text, tag5 key, reach count, limit count, offset count, tenantId text)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from (select guid from ((select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?)) as found order by guid limit ? offset ?) as page straight_join `devices` on `devices`.`guid` = page.guid and `devices`.`tenantid` = ?
  order by `devices`.`guid`;

-- devices.scaled.findByAnyTag6 (tenantId text, tag1 key, reach count, tenantId text, tag2 key, reach count, tenantId text, tag3 key, reach count, tenantId text, tag4 key, reach count, tenantId text, tag5 key, reach count, tenantId text, tag6 key, reach count, limit count, offset count, tenantId text)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from (select guid from ((select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?)) as found order by guid limit ? offset ?) as page straight_join `devices` on `devices`.`guid` = page.guid and `devices`.`tenantid` = ?
  order by `devices`.`guid`;

-- devices.scaled.findByAnyTag7 (tenantId text, tag1 key, reach count, tenantId text, tag2 key, reach count, tenantId text, tag3 key, reach count, tenantId text, tag4 key, reach count, tenantId text, tag5 key, reach count, tenantId text, tag6 key, reach count, tenantId text, tag7 key, reach count, limit count, offset count, tenantId text)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from (select guid from ((select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?)) as found order by guid limit ? offset ?) as page straight_join `devices` on `devices`.`guid` = page.guid and `devices`.`tenantid` = ?
  order by `devices`.`guid`;

-- devices.scaled.findByAnyTag8 (tenantId text, tag1 key, reach count, tenantId text, tag2 key, reach count, tenantId text, tag3 key, reach count, tenantId text, tag4 key, reach count, tenantId text, tag5 key, reach count, tenantId text, tag6 key, reach count, tenantId text, tag7 key, reach count, tenantId text, tag8 key, reach count, limit count, offset count, tenantId text)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from (select guid from ((select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?)) as found order by guid limit ? offset ?) as page straight_join `devices` on `devices`.`guid` = page.guid and `devices`.`tenantid` = ?
  order by `devices`.`guid`;

-- devices.scaled.findByAnyTag9 (tenantId text, tag1 key, reach count, tenantId text, tag2 key, reach count, tenantId text, tag3 key, reach count, tenantId text, tag4 key, reach count, tenantId text, tag5 key, reach count, tenantId text, tag6 key, reach count, tenantId text, tag7 key, reach count, tenantId text, tag8 key, reach count, tenantId text, tag9 key, reach count, limit count, offset count, tenantId text)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from (select guid from ((select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?)) as found order by guid limit ? offset ?) as page straight_join `devices` on `devices`.`guid` = page.guid and `devices`.`tenantid` = ?
  order by `devices`.`guid`;

-- devices.scaled.findByAnyTag10 (tenantId text, tag1 key, reach count, tenantId text, tag2 key, reach count, tenantId text, tag3 key, reach count, tenantId text, tag4 key, reach count, tenantId text, tag5 key, reach count, tenantId text, tag6 key, reach count, tenantId text, tag7 key, reach count, tenantId text, tag8 key, reach count, tenantId text, tag9 key, reach count, tenantId text, tag10 key, reach count, limit count, offset count, tenantId text)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`deviceinfo` as `deviceInfo`
  from (select guid from ((select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?) union (select s.guid from `dmt_device_tags` as s where `s`.`tenantid` = ? and s.tag = ? order by s.guid limit ?)) as found order by guid limit ? offset ?) as page straight_join `devices` on `devices`.`guid` = page.guid and `devices`.`tenantid` = ?
  order by `devices`.`guid`;

-- devices.insertBatch (rows text)
insert into `devices` (`guid`, `tags`, `hostname`, `mpsinstance`, `connectionstatus`, `mpsusername`, `tenantid`, `friendlyname`, `dnssuffix`, `lastconnected`, `lastseen`, `lastdisconnected`, `deviceinfo`) select `batch`.`guid`, `batch`.`tags`, `batch`.`hostname`, `batch`.`mpsinstance`, `batch`.`connectionstatus`, `batch`.`mpsusername`, `batch`.`tenantid`, `batch`.`friendlyname`, `batch`.`dnssuffix`, `batch`.`lastconnected`, `batch`.`lastseen`, `batch`.`lastdisconnected`, `batch`.`deviceinfo`
  from json_table(?, '$[*]' columns (`guid` char(36) character set ascii collate ascii_bin path '$.guid' error on error, `tags` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tags' error on error, `hostname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.hostname' error on error, `mpsinstance` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsinstance' error on error, `connectionstatus` tinyint(1) path '$.connectionstatus' error on error, `mpsusername` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsusername' error on error, `tenantid` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tenantid' error on error, `friendlyname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.friendlyname' error on error, `dnssuffix` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.dnssuffix' error on error, `lastconnected` datetime(3) path '$.lastconnected' error on error, `lastseen` datetime(3) path '$.lastseen' error on error, `lastdisconnected` datetime(3) path '$.lastdisconnected' error on error, `deviceinfo` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.deviceinfo' error on error)) batch;

-- devices.insertNewOfBatch (rows text)
insert into `devices` (`guid`, `tags`, `hostname`, `mpsinstance`, `connectionstatus`, `mpsusername`, `tenantid`, `friendlyname`, `dnssuffix`, `lastconnected`, `lastseen`, `lastdisconnected`, `deviceinfo`) select `batch`.`guid`, `batch`.`tags`, `batch`.`hostname`, `batch`.`mpsinstance`, `batch`.`connectionstatus`, `batch`.`mpsusername`, `batch`.`tenantid`, `batch`.`friendlyname`, `batch`.`dnssuffix`, `batch`.`lastconnected`, `batch`.`lastseen`, `batch`.`lastdisconnected`, `batch`.`deviceinfo`
  from json_table(?, '$[*]' columns (`guid` char(36) character set ascii collate ascii_bin path '$.guid' error on error, `tags` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tags' error on error, `hostname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.hostname' error on error, `mpsinstance` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsinstance' error on error, `connectionstatus` tinyint(1) path '$.connectionstatus' error on error, `mpsusername` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.mpsusername' error on error, `tenantid` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.tenantid' error on error, `friendlyname` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.friendlyname' error on error, `dnssuffix` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.dnssuffix' error on error, `lastconnected` datetime(3) path '$.lastconnected' error on error, `lastseen` datetime(3) path '$.lastseen' error on error, `lastdisconnected` datetime(3) path '$.lastdisconnected' error on error, `deviceinfo` longtext character set utf8mb4 collate utf8mb4_nopad_bin path '$.deviceinfo' error on error)) batch
  where not exists (select 1 from `devices` existing where `existing`.`guid` = `batch`.`guid`);

-- devices.listFirst (tenantId text, limit count)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`lastconnected` as `lastConnected`, `devices`.`lastseen` as `lastSeen`, `devices`.`lastdisconnected` as `lastDisconnected`, `devices`.`deviceinfo` as `deviceInfo`
  from `devices`
  where `devices`.`tenantid` = ?
  order by `devices`.`guid`
  limit ?
  offset 0;

-- devices.listFirstOfAnyTenant (limit count)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`lastconnected` as `lastConnected`, `devices`.`lastseen` as `lastSeen`, `devices`.`lastdisconnected` as `lastDisconnected`, `devices`.`deviceinfo` as `deviceInfo`
  from `devices`
  order by `devices`.`guid`
  limit ?
  offset 0;

-- devices.listAfter (tenantId text, after guid, limit count)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`lastconnected` as `lastConnected`, `devices`.`lastseen` as `lastSeen`, `devices`.`lastdisconnected` as `lastDisconnected`, `devices`.`deviceinfo` as `deviceInfo`
  from `devices`
  where `devices`.`tenantid` = ? and `devices`.`guid` > ?
  order by `devices`.`guid`
  limit ?
  offset 0;

-- devices.listAfterOfAnyTenant (after guid, limit count)
select `devices`.`guid` as `guid`, `devices`.`hostname` as `hostname`, `devices`.`tags` as `tags`, `devices`.`mpsinstance` as `mpsInstance`, `devices`.`connectionstatus` as `connectionStatus`, `devices`.`mpsusername` as `mpsusername`, `devices`.`tenantid` as `tenantId`, `devices`.`friendlyname` as `friendlyName`, `devices`.`dnssuffix` as `dnsSuffix`, `devices`.`lastconnected` as `lastConnected`, `devices`.`lastseen` as `lastSeen`, `devices`.`lastdisconnected` as `lastDisconnected`, `devices`.`deviceinfo` as `deviceInfo`
  from `devices`
  where `devices`.`guid` > ?
  order by `devices`.`guid`
  limit ?
  offset 0;

-- devices.scaled.insertBatch (rows text)
call dmt_devices_insert(?);

-- devices.scaled.insertNewOfBatch (rows text)
call dmt_devices_insert_new(?);

-- ciraConfigs.count (tenantId text)
select count(*) as `count`
  from `ciraconfigs`
  where `ciraconfigs`.`tenant_id` = ?;

-- ciraConfigs.list (tenantId text, limit count, offset count)
select `ciraconfigs`.`cira_config_name` as `configName`, `ciraconfigs`.`mps_server_address` as `mpsServerAddress`, `ciraconfigs`.`mps_port` as `mpsPort`, `ciraconfigs`.`user_name` as `username`, `ciraconfigs`.`password` as `password`, `ciraconfigs`.`common_name` as `commonName`, `ciraconfigs`.`server_address_format` as `serverAddressFormat`, `ciraconfigs`.`auth_method` as `authMethod`, `ciraconfigs`.`mps_root_certificate` as `mpsRootCertificate`, `ciraconfigs`.`proxydetails` as `proxyDetails`, `ciraconfigs`.`tenant_id` as `tenantId`, cast(timestampdiff(microsecond, '1970-01-01', `ciraconfigs`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`
  from `ciraconfigs`
  where `ciraconfigs`.`tenant_id` = ?
  order by `ciraconfigs`.`cira_config_name_key`
  limit ?
  offset ?;

-- ciraConfigs.get (configName name, tenantId text)
select `ciraconfigs`.`cira_config_name` as `configName`, `ciraconfigs`.`mps_server_address` as `mpsServerAddress`, `ciraconfigs`.`mps_port` as `mpsPort`, `ciraconfigs`.`user_name` as `username`, `ciraconfigs`.`password` as `password`, `ciraconfigs`.`common_name` as `commonName`, `ciraconfigs`.`server_address_format` as `serverAddressFormat`, `ciraconfigs`.`auth_method` as `authMethod`, `ciraconfigs`.`mps_root_certificate` as `mpsRootCertificate`, `ciraconfigs`.`proxydetails` as `proxyDetails`, `ciraconfigs`.`tenant_id` as `tenantId`, cast(timestampdiff(microsecond, '1970-01-01', `ciraconfigs`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`
  from `ciraconfigs`
  where `ciraconfigs`.`cira_config_name_key` = lower(? collate utf8mb4_nopad_bin) and `ciraconfigs`.`tenant_id` = ?;

-- ciraConfigs.insert (configName name, mpsServerAddress text, mpsPort integer, username text, password text, commonName text, serverAddressFormat integer, authMethod integer, mpsRootCertificate text, proxyDetails text, tenantId text)
insert into `ciraconfigs` (`cira_config_name`, `mps_server_address`, `mps_port`, `user_name`, `password`, `common_name`, `server_address_format`, `auth_method`, `mps_root_certificate`, `proxydetails`, `tenant_id`)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  returning `ciraconfigs`.`cira_config_name` as `configName`, `ciraconfigs`.`mps_server_address` as `mpsServerAddress`, `ciraconfigs`.`mps_port` as `mpsPort`, `ciraconfigs`.`user_name` as `username`, `ciraconfigs`.`password` as `password`, `ciraconfigs`.`common_name` as `commonName`, `ciraconfigs`.`server_address_format` as `serverAddressFormat`, `ciraconfigs`.`auth_method` as `authMethod`, `ciraconfigs`.`mps_root_certificate` as `mpsRootCertificate`, `ciraconfigs`.`proxydetails` as `proxyDetails`, `ciraconfigs`.`tenant_id` as `tenantId`, cast(timestampdiff(microsecond, '1970-01-01', `ciraconfigs`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`;

-- ciraConfigs.update (mpsServerAddress text, mpsPort integer, username text, password text, commonName text, serverAddressFormat integer, authMethod integer, mpsRootCertificate text, proxyDetails text, configName name, tenantId text, version version)
update `ciraconfigs`
  set `mps_server_address` = ?, `mps_port` = ?, `user_name` = ?, `password` = ?, `common_name` = ?, `server_address_format` = ?, `auth_method` = ?, `mps_root_certificate` = ?, `proxydetails` = ?, `row_version` = greatest(row_version + interval 1 microsecond, now(6))
  where `ciraconfigs`.`cira_config_name_key` = lower(? collate utf8mb4_nopad_bin) and `ciraconfigs`.`tenant_id` = ? and cast(timestampdiff(microsecond, '1970-01-01', `ciraconfigs`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin = ?;

-- ciraConfigs.delete (configName name, tenantId text)
delete
  from `ciraconfigs`
  where `ciraconfigs`.`cira_config_name_key` = lower(? collate utf8mb4_nopad_bin) and `ciraconfigs`.`tenant_id` = ?;

-- profiles.referring.ciraConfigs (name name, tenantId text)
select count(*) as `count`
  from `profiles`
  where `profiles`.`cira_config_name_key` = lower(? collate utf8mb4_nopad_bin) and `profiles`.`tenant_id` = ?;

-- domains.count (tenantId text)
select count(*) as `count`
  from `domains`
  where `domains`.`tenant_id` = ?;

-- domains.list (tenantId text, limit count, offset count)
select `domains`.`name` as `profileName`, `domains`.`domain_suffix` as `domainSuffix`, `domains`.`provisioning_cert` as `provisioningCert`, `domains`.`provisioning_cert_storage_format` as `provisioningCertStorageFormat`, `domains`.`provisioning_cert_key` as `provisioningCertPassword`, `domains`.`expiration_date` as `expirationDate`, `domains`.`tenant_id` as `tenantId`, cast(timestampdiff(microsecond, '1970-01-01', `domains`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`
  from `domains`
  where `domains`.`tenant_id` = ?
  order by `domains`.`name_key`
  limit ?
  offset ?;

-- domains.get (profileName name, tenantId text)
select `domains`.`name` as `profileName`, `domains`.`domain_suffix` as `domainSuffix`, `domains`.`provisioning_cert` as `provisioningCert`, `domains`.`provisioning_cert_storage_format` as `provisioningCertStorageFormat`, `domains`.`provisioning_cert_key` as `provisioningCertPassword`, `domains`.`expiration_date` as `expirationDate`, `domains`.`tenant_id` as `tenantId`, cast(timestampdiff(microsecond, '1970-01-01', `domains`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`
  from `domains`
  where `domains`.`name_key` = lower(? collate utf8mb4_nopad_bin) and `domains`.`tenant_id` = ?;

-- domains.insert (profileName name, domainSuffix name, provisioningCert text, provisioningCertStorageFormat text, provisioningCertPassword text, expirationDate wall-clock, tenantId text)
insert into `domains` (`name`, `domain_suffix`, `provisioning_cert`, `provisioning_cert_storage_format`, `provisioning_cert_key`, `expiration_date`, `tenant_id`)
  values (?, ?, ?, ?, ?, ?, ?)
  returning `domains`.`name` as `profileName`, `domains`.`domain_suffix` as `domainSuffix`, `domains`.`provisioning_cert` as `provisioningCert`, `domains`.`provisioning_cert_storage_format` as `provisioningCertStorageFormat`, `domains`.`provisioning_cert_key` as `provisioningCertPassword`, `domains`.`expiration_date` as `expirationDate`, `domains`.`tenant_id` as `tenantId`, cast(timestampdiff(microsecond, '1970-01-01', `domains`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`;

-- domains.update (domainSuffix name, provisioningCert text, provisioningCertStorageFormat text, provisioningCertPassword text, expirationDate wall-clock, profileName name, tenantId text, version version)
update `domains`
  set `domain_suffix` = ?, `provisioning_cert` = ?, `provisioning_cert_storage_format` = ?, `provisioning_cert_key` = ?, `expiration_date` = ?, `row_version` = greatest(row_version + interval 1 microsecond, now(6))
  where `domains`.`name_key` = lower(? collate utf8mb4_nopad_bin) and `domains`.`tenant_id` = ? and cast(timestampdiff(microsecond, '1970-01-01', `domains`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin = ?;

-- domains.delete (profileName name, tenantId text)
delete
  from `domains`
  where `domains`.`name_key` = lower(? collate utf8mb4_nopad_bin) and `domains`.`tenant_id` = ?;

-- ieee8021xProfiles.count (tenantId text)
select count(*) as `count`
  from `ieee8021xconfigs`
  where `ieee8021xconfigs`.`tenant_id` = ?;

-- ieee8021xProfiles.list (tenantId text, limit count, offset count)
select `ieee8021xconfigs`.`profile_name` as `profileName`, `ieee8021xconfigs`.`auth_protocol` as `authenticationProtocol`, `ieee8021xconfigs`.`pxe_timeout` as `pxeTimeout`, `ieee8021xconfigs`.`wired_interface` as `wiredInterface`, `ieee8021xconfigs`.`tenant_id` as `tenantId`, cast(timestampdiff(microsecond, '1970-01-01', `ieee8021xconfigs`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`
  from `ieee8021xconfigs`
  where `ieee8021xconfigs`.`tenant_id` = ?
  order by `ieee8021xconfigs`.`profile_name_key`
  limit ?
  offset ?;

-- ieee8021xProfiles.get (profileName name, tenantId text)
select `ieee8021xconfigs`.`profile_name` as `profileName`, `ieee8021xconfigs`.`auth_protocol` as `authenticationProtocol`, `ieee8021xconfigs`.`pxe_timeout` as `pxeTimeout`, `ieee8021xconfigs`.`wired_interface` as `wiredInterface`, `ieee8021xconfigs`.`tenant_id` as `tenantId`, cast(timestampdiff(microsecond, '1970-01-01', `ieee8021xconfigs`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`
  from `ieee8021xconfigs`
  where `ieee8021xconfigs`.`profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `ieee8021xconfigs`.`tenant_id` = ?;

-- ieee8021xProfiles.insert (profileName name, authenticationProtocol integer, pxeTimeout integer, wiredInterface boolean, tenantId text)
insert into `ieee8021xconfigs` (`profile_name`, `auth_protocol`, `pxe_timeout`, `wired_interface`, `tenant_id`)
  values (?, ?, ?, ?, ?)
  returning `ieee8021xconfigs`.`profile_name` as `profileName`, `ieee8021xconfigs`.`auth_protocol` as `authenticationProtocol`, `ieee8021xconfigs`.`pxe_timeout` as `pxeTimeout`, `ieee8021xconfigs`.`wired_interface` as `wiredInterface`, `ieee8021xconfigs`.`tenant_id` as `tenantId`, cast(timestampdiff(microsecond, '1970-01-01', `ieee8021xconfigs`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`;

-- ieee8021xProfiles.update (authenticationProtocol integer, serverName text, domain text, username text, password text, roamingIdentity text, activeInS0 boolean, pxeTimeout integer, wiredInterface boolean, profileName name, tenantId text, version version)
update `ieee8021xconfigs`
  set `auth_protocol` = ?, `servername` = ?, `domain` = ?, `username` = ?, `password` = ?, `roaming_identity` = ?, `active_in_s0` = ?, `pxe_timeout` = ?, `wired_interface` = ?, `row_version` = greatest(row_version + interval 1 microsecond, now(6))
  where `ieee8021xconfigs`.`profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `ieee8021xconfigs`.`tenant_id` = ? and cast(timestampdiff(microsecond, '1970-01-01', `ieee8021xconfigs`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin = ?;

-- ieee8021xProfiles.delete (profileName name, tenantId text)
delete
  from `ieee8021xconfigs`
  where `ieee8021xconfigs`.`profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `ieee8021xconfigs`.`tenant_id` = ?;

-- wirelessProfiles.referring.ieee8021xProfiles (name name, tenantId text)
select count(*) as `count`
  from `wirelessconfigs`
  where `wirelessconfigs`.`ieee8021x_profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `wirelessconfigs`.`tenant_id` = ?;

-- profiles.referring.ieee8021xProfiles (name name, tenantId text)
select count(*) as `count`
  from `profiles`
  where `profiles`.`ieee8021x_profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `profiles`.`tenant_id` = ?;

-- wirelessProfiles.count (tenantId text)
select count(*) as `count`
  from `wirelessconfigs`
  where `wirelessconfigs`.`tenant_id` = ?;

-- wirelessProfiles.list (tenantId text, limit count, offset count)
select `wirelessconfigs`.`wireless_profile_name` as `profileName`, `wirelessconfigs`.`authentication_method` as `authenticationMethod`, `wirelessconfigs`.`encryption_method` as `encryptionMethod`, `wirelessconfigs`.`ssid` as `ssid`, `wirelessconfigs`.`psk_value` as `pskValue`, `wirelessconfigs`.`psk_passphrase` as `pskPassphrase`, `wirelessconfigs`.`link_policy` as `linkPolicy`, `wirelessconfigs`.`tenant_id` as `tenantId`, `wirelessconfigs`.`ieee8021x_profile_name` as `ieee8021xProfileName`, cast(timestampdiff(microsecond, '1970-01-01', `wirelessconfigs`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`
  from `wirelessconfigs`
  where `wirelessconfigs`.`tenant_id` = ?
  order by `wirelessconfigs`.`wireless_profile_name_key`
  limit ?
  offset ?;

-- wirelessProfiles.get (profileName name, tenantId text)
select `wirelessconfigs`.`wireless_profile_name` as `profileName`, `wirelessconfigs`.`authentication_method` as `authenticationMethod`, `wirelessconfigs`.`encryption_method` as `encryptionMethod`, `wirelessconfigs`.`ssid` as `ssid`, `wirelessconfigs`.`psk_value` as `pskValue`, `wirelessconfigs`.`psk_passphrase` as `pskPassphrase`, `wirelessconfigs`.`link_policy` as `linkPolicy`, `wirelessconfigs`.`tenant_id` as `tenantId`, `wirelessconfigs`.`ieee8021x_profile_name` as `ieee8021xProfileName`, cast(timestampdiff(microsecond, '1970-01-01', `wirelessconfigs`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`
  from `wirelessconfigs`
  where `wirelessconfigs`.`wireless_profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `wirelessconfigs`.`tenant_id` = ?;

-- wirelessProfiles.insert (profileName name, authenticationMethod integer, encryptionMethod integer, ssid text, pskValue integer, pskPassphrase text, linkPolicy integer-list, tenantId text, ieee8021xProfileName name, creationDate text)
insert into `wirelessconfigs` (`wireless_profile_name`, `authentication_method`, `encryption_method`, `ssid`, `psk_value`, `psk_passphrase`, `link_policy`, `tenant_id`, `ieee8021x_profile_name`, `creation_date`)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  returning `wirelessconfigs`.`wireless_profile_name` as `profileName`, `wirelessconfigs`.`authentication_method` as `authenticationMethod`, `wirelessconfigs`.`encryption_method` as `encryptionMethod`, `wirelessconfigs`.`ssid` as `ssid`, `wirelessconfigs`.`psk_value` as `pskValue`, `wirelessconfigs`.`psk_passphrase` as `pskPassphrase`, `wirelessconfigs`.`link_policy` as `linkPolicy`, `wirelessconfigs`.`tenant_id` as `tenantId`, `wirelessconfigs`.`ieee8021x_profile_name` as `ieee8021xProfileName`, cast(timestampdiff(microsecond, '1970-01-01', `wirelessconfigs`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`;

-- wirelessProfiles.update (authenticationMethod integer, encryptionMethod integer, ssid text, pskValue integer, pskPassphrase text, linkPolicy integer-list, ieee8021xProfileName name, profileName name, tenantId text, version version)
update `wirelessconfigs`
  set `authentication_method` = ?, `encryption_method` = ?, `ssid` = ?, `psk_value` = ?, `psk_passphrase` = ?, `link_policy` = ?, `ieee8021x_profile_name` = ?, `row_version` = greatest(row_version + interval 1 microsecond, now(6))
  where `wirelessconfigs`.`wireless_profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `wirelessconfigs`.`tenant_id` = ? and cast(timestampdiff(microsecond, '1970-01-01', `wirelessconfigs`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin = ?;

-- wirelessProfiles.delete (profileName name, tenantId text)
delete
  from `wirelessconfigs`
  where `wirelessconfigs`.`wireless_profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `wirelessconfigs`.`tenant_id` = ?;

-- profileWirelessConfigs.referring.wirelessProfiles (name name, tenantId text)
select count(*) as `count`
  from `profiles_wirelessconfigs`
  where `profiles_wirelessconfigs`.`wireless_profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `profiles_wirelessconfigs`.`tenant_id` = ?;

-- proxyConfigs.count (tenantId text)
select count(*) as `count`
  from `proxyconfigs`
  where `proxyconfigs`.`tenant_id` = ?;

-- proxyConfigs.list (tenantId text, limit count, offset count)
select `proxyconfigs`.`proxy_config_name` as `name`, `proxyconfigs`.`address` as `address`, `proxyconfigs`.`info_format` as `infoFormat`, `proxyconfigs`.`port` as `port`, `proxyconfigs`.`network_dns_suffix` as `networkDnsSuffix`, `proxyconfigs`.`tenant_id` as `tenantId`
  from `proxyconfigs`
  where `proxyconfigs`.`tenant_id` = ?
  order by `proxyconfigs`.`proxy_config_name_key`
  limit ?
  offset ?;

-- proxyConfigs.get (name name, tenantId text)
select `proxyconfigs`.`proxy_config_name` as `name`, `proxyconfigs`.`address` as `address`, `proxyconfigs`.`info_format` as `infoFormat`, `proxyconfigs`.`port` as `port`, `proxyconfigs`.`network_dns_suffix` as `networkDnsSuffix`, `proxyconfigs`.`tenant_id` as `tenantId`
  from `proxyconfigs`
  where `proxyconfigs`.`proxy_config_name_key` = lower(? collate utf8mb4_nopad_bin) and `proxyconfigs`.`tenant_id` = ?;

-- proxyConfigs.insert (name name, address name, infoFormat integer, port integer, networkDnsSuffix text, tenantId text, creationDate text)
insert into `proxyconfigs` (`proxy_config_name`, `address`, `info_format`, `port`, `network_dns_suffix`, `tenant_id`, `creation_date`)
  values (?, ?, ?, ?, ?, ?, ?)
  returning `proxyconfigs`.`proxy_config_name` as `name`, `proxyconfigs`.`address` as `address`, `proxyconfigs`.`info_format` as `infoFormat`, `proxyconfigs`.`port` as `port`, `proxyconfigs`.`network_dns_suffix` as `networkDnsSuffix`, `proxyconfigs`.`tenant_id` as `tenantId`;

-- proxyConfigs.update (address name, infoFormat integer, port integer, networkDnsSuffix text, name name, tenantId text)
update `proxyconfigs`
  set `address` = ?, `info_format` = ?, `port` = ?, `network_dns_suffix` = ?
  where `proxyconfigs`.`proxy_config_name_key` = lower(? collate utf8mb4_nopad_bin) and `proxyconfigs`.`tenant_id` = ?;

-- proxyConfigs.delete (name name, tenantId text)
delete
  from `proxyconfigs`
  where `proxyconfigs`.`proxy_config_name_key` = lower(? collate utf8mb4_nopad_bin) and `proxyconfigs`.`tenant_id` = ?;

-- profileProxyConfigs.referring.proxyConfigs (name name, tenantId text)
select count(*) as `count`
  from `profiles_proxyconfigs`
  where `profiles_proxyconfigs`.`proxy_config_name_key` = lower(? collate utf8mb4_nopad_bin) and `profiles_proxyconfigs`.`tenant_id` = ?;

-- domains.getBySuffix (domainSuffix name, tenantId text)
select `domains`.`name` as `profileName`, `domains`.`domain_suffix` as `domainSuffix`, `domains`.`provisioning_cert` as `provisioningCert`, `domains`.`provisioning_cert_storage_format` as `provisioningCertStorageFormat`, `domains`.`provisioning_cert_key` as `provisioningCertPassword`, `domains`.`expiration_date` as `expirationDate`, `domains`.`tenant_id` as `tenantId`, cast(timestampdiff(microsecond, '1970-01-01', `domains`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`
  from `domains`
  where `domains`.`domain_suffix_key` = lower(? collate utf8mb4_nopad_bin) and `domains`.`tenant_id` = ?;

-- profiles.count (tenantId text)
select count(*) as `count`
  from `profiles`
  where `profiles`.`tenant_id` = ?;

-- profiles.list (tenantId text, limit count, offset count)
select `profiles`.`profile_name` as `profileName`, `profiles`.`activation` as `activation`, `profiles`.`cira_config_name` as `ciraConfigName`, `profiles`.`generate_random_password` as `generateRandomPassword`, `profiles`.`generate_random_mebx_password` as `generateRandomMEBxPassword`, `profiles`.`tags` as `tags`, `profiles`.`dhcp_enabled` as `dhcpEnabled`, `profiles`.`tls_mode` as `tlsMode`, `profiles`.`user_consent` as `userConsent`, `profiles`.`ider_enabled` as `iderEnabled`, `profiles`.`kvm_enabled` as `kvmEnabled`, `profiles`.`sol_enabled` as `solEnabled`, `profiles`.`tenant_id` as `tenantId`, `profiles`.`tls_signing_authority` as `tlsSigningAuthority`, `profiles`.`ieee8021x_profile_name` as `ieee8021xProfileName`, `profiles`.`ip_sync_enabled` as `ipSyncEnabled`, `profiles`.`local_wifi_sync_enabled` as `localWifiSyncEnabled`, `profiles`.`uefi_wifi_sync_enabled` as `uefiWifiSyncEnabled`, cast(timestampdiff(microsecond, '1970-01-01', `profiles`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`, (select coalesce(json_arrayagg(json_object('priority', `profiles_wirelessconfigs`.`priority`, 'profileName', `profiles_wirelessconfigs`.`wireless_profile_name`)), '[]') from `profiles_wirelessconfigs` where `profiles_wirelessconfigs`.`profile_name_key` = `profiles`.`profile_name_key` and `profiles_wirelessconfigs`.`tenant_id` = `profiles`.`tenant_id`) as `wifiConfigs`, (select coalesce(json_arrayagg(json_object('priority', `profiles_proxyconfigs`.`priority`, 'name', `profiles_proxyconfigs`.`proxy_config_name`)), '[]') from `profiles_proxyconfigs` where `profiles_proxyconfigs`.`profile_name_key` = `profiles`.`profile_name_key` and `profiles_proxyconfigs`.`tenant_id` = `profiles`.`tenant_id`) as `proxyConfigs`
  from `profiles`
  where `profiles`.`tenant_id` = ?
  order by `profiles`.`profile_name_key`
  limit ?
  offset ?;

-- profiles.get (profileName name, tenantId text)
select `profiles`.`profile_name` as `profileName`, `profiles`.`activation` as `activation`, `profiles`.`cira_config_name` as `ciraConfigName`, `profiles`.`generate_random_password` as `generateRandomPassword`, `profiles`.`generate_random_mebx_password` as `generateRandomMEBxPassword`, `profiles`.`tags` as `tags`, `profiles`.`dhcp_enabled` as `dhcpEnabled`, `profiles`.`tls_mode` as `tlsMode`, `profiles`.`user_consent` as `userConsent`, `profiles`.`ider_enabled` as `iderEnabled`, `profiles`.`kvm_enabled` as `kvmEnabled`, `profiles`.`sol_enabled` as `solEnabled`, `profiles`.`tenant_id` as `tenantId`, `profiles`.`tls_signing_authority` as `tlsSigningAuthority`, `profiles`.`ieee8021x_profile_name` as `ieee8021xProfileName`, `profiles`.`ip_sync_enabled` as `ipSyncEnabled`, `profiles`.`local_wifi_sync_enabled` as `localWifiSyncEnabled`, `profiles`.`uefi_wifi_sync_enabled` as `uefiWifiSyncEnabled`, cast(timestampdiff(microsecond, '1970-01-01', `profiles`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`, (select coalesce(json_arrayagg(json_object('priority', `profiles_wirelessconfigs`.`priority`, 'profileName', `profiles_wirelessconfigs`.`wireless_profile_name`)), '[]') from `profiles_wirelessconfigs` where `profiles_wirelessconfigs`.`profile_name_key` = `profiles`.`profile_name_key` and `profiles_wirelessconfigs`.`tenant_id` = `profiles`.`tenant_id`) as `wifiConfigs`, (select coalesce(json_arrayagg(json_object('priority', `profiles_proxyconfigs`.`priority`, 'name', `profiles_proxyconfigs`.`proxy_config_name`)), '[]') from `profiles_proxyconfigs` where `profiles_proxyconfigs`.`profile_name_key` = `profiles`.`profile_name_key` and `profiles_proxyconfigs`.`tenant_id` = `profiles`.`tenant_id`) as `proxyConfigs`
  from `profiles`
  where `profiles`.`profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `profiles`.`tenant_id` = ?;

-- profiles.insert (profileName name, activation text, amtPassword text, generateRandomPassword boolean, ciraConfigName name, mebxPassword text, generateRandomMEBxPassword boolean, tags text-list, dhcpEnabled boolean, ipSyncEnabled boolean, localWifiSyncEnabled boolean, tenantId text, tlsMode integer, userConsent text, iderEnabled boolean, kvmEnabled boolean, solEnabled boolean, tlsSigningAuthority text, ieee8021xProfileName name, uefiWifiSyncEnabled boolean)
insert into `profiles` (`profile_name`, `activation`, `amt_password`, `generate_random_password`, `cira_config_name`, `mebx_password`, `generate_random_mebx_password`, `tags`, `dhcp_enabled`, `ip_sync_enabled`, `local_wifi_sync_enabled`, `tenant_id`, `tls_mode`, `user_consent`, `ider_enabled`, `kvm_enabled`, `sol_enabled`, `tls_signing_authority`, `ieee8021x_profile_name`, `uefi_wifi_sync_enabled`)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  returning `profiles`.`profile_name` as `profileName`, `profiles`.`activation` as `activation`, `profiles`.`cira_config_name` as `ciraConfigName`, `profiles`.`generate_random_password` as `generateRandomPassword`, `profiles`.`generate_random_mebx_password` as `generateRandomMEBxPassword`, `profiles`.`tags` as `tags`, `profiles`.`dhcp_enabled` as `dhcpEnabled`, `profiles`.`tls_mode` as `tlsMode`, `profiles`.`user_consent` as `userConsent`, `profiles`.`ider_enabled` as `iderEnabled`, `profiles`.`kvm_enabled` as `kvmEnabled`, `profiles`.`sol_enabled` as `solEnabled`, `profiles`.`tenant_id` as `tenantId`, `profiles`.`tls_signing_authority` as `tlsSigningAuthority`, `profiles`.`ieee8021x_profile_name` as `ieee8021xProfileName`, `profiles`.`ip_sync_enabled` as `ipSyncEnabled`, `profiles`.`local_wifi_sync_enabled` as `localWifiSyncEnabled`, `profiles`.`uefi_wifi_sync_enabled` as `uefiWifiSyncEnabled`, cast(timestampdiff(microsecond, '1970-01-01', `profiles`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin as `version`;

-- profiles.update (activation text, amtPassword text, generateRandomPassword boolean, ciraConfigName name, mebxPassword text, generateRandomMEBxPassword boolean, tags text-list, dhcpEnabled boolean, ipSyncEnabled boolean, localWifiSyncEnabled boolean, tlsMode integer, userConsent text, iderEnabled boolean, kvmEnabled boolean, solEnabled boolean, tlsSigningAuthority text, ieee8021xProfileName name, uefiWifiSyncEnabled boolean, profileName name, tenantId text, version version)
update `profiles`
  set `activation` = ?, `amt_password` = ?, `generate_random_password` = ?, `cira_config_name` = ?, `mebx_password` = ?, `generate_random_mebx_password` = ?, `tags` = ?, `dhcp_enabled` = ?, `ip_sync_enabled` = ?, `local_wifi_sync_enabled` = ?, `tls_mode` = ?, `user_consent` = ?, `ider_enabled` = ?, `kvm_enabled` = ?, `sol_enabled` = ?, `tls_signing_authority` = ?, `ieee8021x_profile_name` = ?, `uefi_wifi_sync_enabled` = ?, `row_version` = greatest(row_version + interval 1 microsecond, now(6))
  where `profiles`.`profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `profiles`.`tenant_id` = ? and cast(timestampdiff(microsecond, '1970-01-01', `profiles`.`row_version`) as char character set utf8mb4) collate utf8mb4_nopad_bin = ?;

-- profiles.delete (profileName name, tenantId text)
delete
  from `profiles`
  where `profiles`.`profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `profiles`.`tenant_id` = ?;

-- profileWirelessConfigs.referring.profiles (name name, tenantId text)
select count(*) as `count`
  from `profiles_wirelessconfigs`
  where `profiles_wirelessconfigs`.`profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `profiles_wirelessconfigs`.`tenant_id` = ?;

-- profileProxyConfigs.referring.profiles (name name, tenantId text)
select count(*) as `count`
  from `profiles_proxyconfigs`
  where `profiles_proxyconfigs`.`profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `profiles_proxyconfigs`.`tenant_id` = ?;

-- profileWirelessConfigs.list (owner name, tenantId text)
select `profiles_wirelessconfigs`.`priority` as `priority`, `profiles_wirelessconfigs`.`wireless_profile_name` as `profileName`
  from `profiles_wirelessconfigs`
  where `profiles_wirelessconfigs`.`profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `profiles_wirelessconfigs`.`tenant_id` = ?;

-- profileWirelessConfigs.create (profileName name, priority integer, owner name, tenantId text)
insert into `profiles_wirelessconfigs` (`wireless_profile_name`, `priority`, `profile_name`, `tenant_id`)
  values (?, ?, ?, ?);

-- profileWirelessConfigs.delete (owner name, tenantId text)
delete
  from `profiles_wirelessconfigs`
  where `profiles_wirelessconfigs`.`profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `profiles_wirelessconfigs`.`tenant_id` = ?;

-- profileProxyConfigs.list (owner name, tenantId text)
select `profiles_proxyconfigs`.`priority` as `priority`, `profiles_proxyconfigs`.`proxy_config_name` as `name`
  from `profiles_proxyconfigs`
  where `profiles_proxyconfigs`.`profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `profiles_proxyconfigs`.`tenant_id` = ?;

-- profileProxyConfigs.create (name name, priority integer, owner name, tenantId text)
insert into `profiles_proxyconfigs` (`proxy_config_name`, `priority`, `profile_name`, `tenant_id`)
  values (?, ?, ?, ?);

-- profileProxyConfigs.delete (owner name, tenantId text)
delete
  from `profiles_proxyconfigs`
  where `profiles_proxyconfigs`.`profile_name_key` = lower(? collate utf8mb4_nopad_bin) and `profiles_proxyconfigs`.`tenant_id` = ?;

-- records.newest (path text, path text)
select `path`, `version`, `key_id` as `keyId`, `body`
  from `dmt_secret_versions`
  where `path` = ? and version = (select version from `dmt_secrets` where `path` = ?);

-- records.version (path text, version count)
select `path`, `version`, `key_id` as `keyId`, `body`
  from `dmt_secret_versions`
  where `path` = ? and version = ?;

-- records.versions (path text)
select `version`
  from `dmt_secret_versions`
  where `path` = ?
  order by `version` desc;

-- records.claimFirst (path text, version count)
insert into `dmt_secrets` (`path`, `version`)
  values (?, ?);

-- records.claimNext (version count, path text, previous count)
update `dmt_secrets`
  set `version` = ?
  where `path` = ? and version = ?;

-- records.add (path text, version count, keyId text, body text)
insert into `dmt_secret_versions` (`path`, `version`, `key_id`, `body`)
  values (?, ?, ?, ?);

-- records.prune (path text, last count)
delete
  from `dmt_secret_versions`
  where `path` = ? and version <= ?;

-- records.rewrap (keyId text, body text, path text, version count, expectedKeyId text)
update `dmt_secret_versions`
  set `key_id` = ?, `body` = ?
  where `path` = ? and version = ? and key_id = ?;

-- records.forget (path text)
delete
  from `dmt_secrets`
  where `path` = ?;

-- records.removeVersions (path text)
delete
  from `dmt_secret_versions`
  where `path` = ?;

-- records.list (prefix text, prefix text, prefix text)
select `path`
  from `dmt_secrets`
  where `path` >= ? and left(`path`, char_length(?)) = ?;

-- records.scan (path text, samePath text, version count, limit count, offset count)
select `path`, `version`, `key_id` as `keyId`, `body`
  from `dmt_secret_versions`
  where (`path` > ? or (`path` = ? and version > ?))
  order by `path`, `version`
  limit ?
  offset ?;

-- records.scanFirst (limit count, offset count)
select `path`, `version`, `key_id` as `keyId`, `body`
  from `dmt_secret_versions`
  order by `path`, `version`
  limit ?
  offset ?;

-- records.probe (path text)
select `path`
  from `dmt_secrets`
  where `path` = ?;
