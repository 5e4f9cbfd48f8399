import { readFileSync } from 'node:fs'

/** The configuration of a service: its file in the working directory, then its environment variables. */
export function merged(service) {
  const file = JSON.parse(readFileSync(`.${service}rc`, 'utf8'))
  const own = Object.entries(process.env).filter(([name]) => name.startsWith(`${service}_`))
  return { ...file, ...Object.fromEntries(own.map(([name, value]) => [name.slice(service.length + 1), value])) }
}
