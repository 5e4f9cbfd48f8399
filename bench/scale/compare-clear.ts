import { type Fleet, instances } from './fleets.js'
import { type Comparison, inTurn, type Patience } from './in-turn.js'

/** Clears an instance that holds an eighth of the fleet; first the reference, second ours. Commits included. */
export async function compareClear(fleet: Fleet, patience: Patience): Promise<Comparison> {
  const instance = '-3'
  const timed = (clear: () => Promise<number>, home: Fleet['homes']['ours']) => async () => {
    const started = performance.now()
    const cleared = await clear()
    const time = performance.now() - started
    if (cleared !== fleet.devices / instances) throw new Error(`cleared ${cleared} devices of ${fleet.devices}`)
    await home.reconnect(instance)
    return time
  }
  const reference = timed(() => fleet.reference.clearInstance(instance), fleet.homes.reference)
  const ours = timed(() => fleet.ours.devices.clearInstance(instance), fleet.homes.ours)
  return await inTurn(reference, ours, patience)
}
