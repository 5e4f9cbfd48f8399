import type { HeldToken } from './token.js'

/** Longest time that a timer of Node takes. */
const longestTimer = 2 ** 31 - 1

/** Milliseconds below which a token's last stretch is not divided any more. */
const shortest = 500

/**
 * Milliseconds until a token is renewed: at two thirds of its life, up to a tenth earlier so that processes which
 * started together do not come together; after that moment, at a third of what is left.
 */
export function pauseUntilRenewal({ gotAt, lifeMs, endsAt }: HeldToken, now = performance.now()): number {
  const regular = gotAt + lifeMs * (2 / 3) * (1 - Math.random() / 10) - now
  const pause = regular > 0 ? regular : Math.max(shortest, (endsAt - now) / 3)
  return Math.min(pause, longestTimer)
}

/**
 * Whether a renewal was worth it. Near its maximum life a token is granted ever less; one that can be replaced is
 * replaced then, another is used to its end.
 */
export function renewsEnough(before: HeldToken, after: HeldToken, replaceable: boolean): boolean {
  if (after.lifeMs === 0) return true
  const gained = after.endsAt - before.endsAt
  return replaceable ? after.lifeMs >= before.lifeMs / 2 && gained > 0 : gained > shortest
}
