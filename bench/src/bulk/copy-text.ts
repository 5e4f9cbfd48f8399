import type { BenchDevice } from '../fleet.js'

/** Columns in the order of {@link copyLine}. */
export const copyColumns =
  'guid, hostname, tags, mpsinstance, connectionstatus, mpsusername, tenantid, friendlyname, dnssuffix, lastconnected, lastseen, lastdisconnected, deviceinfo'

/** A device as a line that COPY reads. No value of the fleet has a character that would have to be escaped. */
export function copyLine(device: BenchDevice): string {
  const values = [
    device.guid,
    device.hostname,
    `{${device.tags.join(',')}}`,
    device.mpsInstance,
    device.connectionStatus ? 't' : 'f',
    device.mpsusername,
    device.tenantId,
    device.friendlyName,
    device.dnsSuffix,
    device.lastConnected.toISOString(),
    device.lastSeen.toISOString(),
    '\\N',
    JSON.stringify(device.deviceInfo),
  ]
  return `${values.join('\t')}\n`
}
