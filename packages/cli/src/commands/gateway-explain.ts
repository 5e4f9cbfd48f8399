import {
  type Capabilities,
  type Capability,
  capabilities,
  capabilityNames,
  type Target,
  targets,
} from '@dmt-providers/gateway'
import type { Command } from '../command.js'
import { exitCodes } from '../exit-codes.js'
import { wrong } from '../gateway/given-gateway.js'
import { table } from '../gateway/table.js'

/** Tells what each gateway can do. */
export const gatewayExplain: Command = {
  summary: 'tells what a gateway does by itself, in a roundabout way, or not at all',
  usage: '[--target <gateway>]',
  options: {
    target: { value: '<gateway>', help: `one of ${targets.join(', ')}, with the reasons; without it, all in a table` },
  },
  details: 'Exit codes: 0 done · 2 wrong usage',
  run: async (context) => {
    const target = context.text('target')
    if (target !== undefined && !isTarget(target))
      throw wrong(`--target: there is no ${target}; use one of ${targets.join(', ')}`)
    for (const line of target === undefined ? matrix() : reasons(capabilities(target))) context.out(line)
    return exitCodes.done
  },
}

const isTarget = (name: string): name is Target => targets.some((target) => target === name)

const words = { native: 'yes', workaround: 'with help', none: 'no' }

const matrix = () =>
  table([
    ['', ...targets],
    ...capabilityNames.map((name) => [name, ...targets.map((target) => words[capabilities(target)[name].level])]),
  ])

const reasons = (all: Capabilities) =>
  table(capabilityNames.map((name) => [name, words[all[name].level], reasonOf(all, name)]))

function reasonOf(all: Capabilities, name: Capability): string {
  const support = all[name]
  if (support.level === 'native') return ''
  return support.level === 'none' ? `${support.note}. Instead: ${support.workaround}` : support.note
}
