import type { BenchDevice } from '../src/fleet.js'
import type { Fleet } from './fleets.js'

/** A call that reads, in both ways. Both answer the same; lists that have no order are put in one. */
export interface ReadCall {
  name: string
  /** How many times faster than the reference it is to be. */
  target: number
  ours(fleet: Fleet, device: BenchDevice): Promise<unknown>
  reference(fleet: Fleet, device: BenchDevice): Promise<unknown>
}

const limit = 25
const unknownTag = 'nobody-has-this-tag'
const rareTags = ['tag-170', 'tag-180']
const commonTags = ['tag-0', 'tag-1']
const deepest = (fleet: Fleet) => fleet.devices / 2
const sorted = (tags: unknown[]) => tags.map(String).sort()

/** The calls whose cost must not grow with the fleet. */
export const readCalls: readonly ReadCall[] = [
  {
    name: 'count',
    target: 100,
    ours: ({ ours }) => ours.devices.count(''),
    reference: ({ reference }) => reference.count(''),
  },
  {
    name: 'countConnected',
    target: 100,
    ours: ({ ours }) => ours.devices.countConnected(''),
    reference: ({ reference }) => reference.countConnected(''),
  },
  {
    name: 'count and countConnected',
    target: 100,
    ours: async ({ ours }) => [await ours.devices.count(''), await ours.devices.countConnected('')],
    reference: async ({ reference }) => [await reference.count(''), await reference.countConnected('')],
  },
  {
    name: 'findByHostname',
    target: 100,
    ours: ({ ours }, { hostname }) => ours.devices.findByHostname(hostname, ''),
    reference: ({ reference }, { hostname }) => reference.findByHostname(hostname, ''),
  },
  {
    name: 'findByFriendlyName',
    target: 100,
    ours: ({ ours }, { friendlyName }) => ours.devices.findByFriendlyName(friendlyName, ''),
    reference: ({ reference }, { friendlyName }) => reference.findByFriendlyName(friendlyName, ''),
  },
  {
    name: 'findByTags, all of two that few have',
    target: 100,
    ours: ({ ours }) => ours.devices.findByTags(rareTags, 'all', { limit }, ''),
    reference: ({ reference }) => reference.findByTags('all', rareTags, limit, ''),
  },
  {
    name: 'findByTags, all of two that many have',
    // The reference finds a full page soon, too.
    target: 1,
    ours: ({ ours }) => ours.devices.findByTags(commonTags, 'all', { limit }, ''),
    reference: ({ reference }) => reference.findByTags('all', commonTags, limit, ''),
  },
  {
    name: 'findByTags, any, one that nobody has',
    target: 100,
    ours: ({ ours }) => ours.devices.findByTags([unknownTag], 'any', { limit }, ''),
    reference: ({ reference }) => reference.findByTags('any', [unknownTag], limit, ''),
  },
  {
    name: 'listTags',
    target: 100,
    ours: async ({ ours }) => sorted(await ours.devices.listTags('')),
    reference: async ({ reference }) => sorted(await reference.listTags('')),
  },
  {
    name: 'list, in the middle of the fleet',
    target: 10,
    ours: (fleet) => fleet.ours.devices.list({ limit, offset: deepest(fleet) }, ''),
    reference: (fleet) => fleet.reference.list(limit, deepest(fleet), ''),
  },
]
