import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fleetTags } from '../src/fleet/fleet-tags.js'
import { generateDevices } from '../src/fleet/generate-devices.js'
import { parseDevice } from '../src/fleet/parse-device.js'
import { writeFleetFile } from '../src/fleet/write-fleet-file.js'
import { temporaryFolder } from './temporary-folder.js'

describe('a generated fleet', () => {
  const fleet = [...generateDevices(10_000, 1)]

  it('is the same for the same seed and another for another', () => {
    expect([...generateDevices(10_000, 1)]).toEqual(fleet)
    expect([...generateDevices(3, 2)]).not.toEqual(fleet.slice(0, 3))
  })

  it('has distinct GUIDs and host names', () => {
    expect(new Set(fleet.map(({ guid }) => guid)).size).toBe(10_000)
    expect(new Set(fleet.map(({ hostname }) => hostname)).size).toBe(10_000)
  })

  it('has devices with one to three of about 200 tags', () => {
    const all = Object.values(fleetTags).flat()
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(190)
    expect(new Set(fleet.flatMap(({ tags }) => tags)).size).toBe(all.length)
    expect([...new Set(fleet.map(({ tags }) => tags?.length))].sort()).toEqual([1, 2, 3])
  })

  it('is connected in the main, over eight instances', () => {
    const connected = fleet.filter(({ connectionStatus }) => connectionStatus)
    expect(connected.length).toBeGreaterThan(6800)
    expect(connected.length).toBeLessThan(7200)
    expect(new Set(connected.map(({ mpsInstance }) => mpsInstance)).size).toBe(8)
  })
})

describe('a fleet file', () => {
  it('holds the devices and as many broken lines as asked for', async () => {
    const path = join(await temporaryFolder(), 'fleet.ndjson')
    await writeFleetFile(path, { count: 500, seed: 7, broken: 4 })
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
    const parsed = lines.map((line, index) => parseDevice({ number: index + 1, bytes: Buffer.from(line) }))
    expect(parsed.filter((line) => line !== undefined && 'device' in line)).toHaveLength(500)
    expect(parsed.filter((line) => line !== undefined && 'reason' in line)).toHaveLength(4)
  })
})
