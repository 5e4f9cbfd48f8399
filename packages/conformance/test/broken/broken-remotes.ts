import { isProviderError, networkErrorClass, ProviderError } from '@dmt-providers/core'
import type { RemoteClient } from '../remote/remote-client.js'

/** A client of a remote reference that does one thing wrong. */
export interface BrokenRemote {
  /** What it does wrong. */
  readonly does: string
  /** The call, done wrong. */
  call(client: RemoteClient): RemoteClient['call']
  /** Cases that must fail on storage and on secrets, without the contract's name; every other must pass. */
  readonly fails: readonly string[]
}

/** Each of these is a mistake that a provider on a network could make. */
export const brokenRemotes: readonly BrokenRemote[] = [
  {
    does: 'answers absent while its server is away',
    call: (client) => (path, args, call) =>
      client.call(path, args, call).catch((error: unknown) => {
        if (isProviderError(error)) throw error
        return undefined
      }),
    fails: [
      'outage/refused',
      'outage/cut-before-reply',
      'outage/cut-mid-reply',
      'outage/idle-connections-dropped',
      'outage/write-cut',
      'outage/opened-while-away',
      'errors/unreachable',
    ],
  },
  {
    does: 'does not know what a broken connection means',
    call: (client) => (path, args, call) =>
      client.call(path, args, call).catch((error: unknown) => {
        throw isProviderError(error) ? error : new Error('socket hang up')
      }),
    fails: [
      'outage/refused',
      'outage/cut-before-reply',
      'outage/cut-mid-reply',
      'outage/idle-connections-dropped',
      'outage/write-cut',
      'outage/opened-while-away',
      'errors/unreachable',
    ],
  },
  {
    does: 'says that trying again cannot help',
    call: (client) => (path, args, call) =>
      client.call(path, args, call).catch((error: unknown) => {
        throw isProviderError(error) ? error : new ProviderError('unavailable', 'lost', { retryable: false })
      }),
    fails: ['outage/refused', 'outage/cut-before-reply', 'outage/cut-mid-reply', 'outage/idle-connections-dropped'],
  },
  {
    does: 'takes a wrong password for an outage',
    call: (client) => (path, args, call) =>
      client.call(path, args, call).catch((error: unknown) => {
        throw isProviderError(error) && error.code === 'unauthenticated'
          ? new ProviderError('unavailable', 'no connection')
          : error
      }),
    fails: ['errors/wrong-password'],
  },
  {
    does: 'shows the password in its error',
    call: (client) => (path, args, call) =>
      client.call(path, args, call).catch((error: unknown) => {
        throw isProviderError(error) && error.code === 'unauthenticated'
          ? new ProviderError('unauthenticated', 'refused Wrong-Password-1')
          : error
      }),
    fails: ['errors/wrong-password'],
  },
  {
    does: 'stays broken after an outage',
    call(client) {
      let broken = false
      return async (path, args, call) => {
        if (broken) throw new ProviderError('unavailable', 'the pool is broken')
        return await client.call(path, args, call).catch((error: unknown) => {
          broken ||= isNetworkError(error)
          throw error
        })
      }
    },
    fails: [
      'outage/refused',
      'outage/cut-before-reply',
      'outage/cut-mid-reply',
      'outage/idle-connections-dropped',
      'outage/write-cut',
    ],
  },
  {
    does: 'repeats a write whose reply was lost',
    call: (client) => (path, args, call) =>
      client.call(path, args, call).catch(async (error: unknown) => {
        if (!isNetworkError(error)) throw error
        return await client.call(path, args, call)
      }),
    fails: ['outage/write-cut'],
  },
]

function isNetworkError(error: unknown): boolean {
  return networkErrorClass(error) !== undefined
}
