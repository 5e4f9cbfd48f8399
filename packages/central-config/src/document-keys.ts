import type { Service } from './services/service-schema.js'

/** Slots of the history of a service; the oldest is written over, since configuration stores delete nothing. */
export const historySlots = 50

/** Where the document of a service lies in a configuration store. */
export function documentKey(service: Service): string {
  return `${service}/config`
}

/** What every slot of the history of a service begins with. */
export function historyPrefix(service: Service): string {
  return `${service}/history/`
}

/** Where the change of a number is kept. */
export function historyKey(service: Service, number: number): string {
  return historyPrefix(service) + String(number % historySlots).padStart(2, '0')
}
