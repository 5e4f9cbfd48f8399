import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { networkInterfaces } from 'node:os'
import { findProgram } from './find-program.js'
import { runCommand } from './run-command.js'
import type { UserId } from './unprivileged-user.js'

/** Why nodes cannot have networks of their own on this machine; `undefined` where they can. */
export async function lacksNetworks(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux'
  if (['ip', 'unshare', 'nsenter'].some((name) => findProgram(name) === undefined)) return 'needs iproute2, util-linux'
  return await runCommand('unshare', ['-n', 'true']).then(
    () => undefined,
    () => 'this machine lets nobody make networks',
  )
}

/**
 * A network for each node of a cluster, all of them joined by a switch to which this process is connected too, so that a
 * node can be cut off from the others and stay in reach of its clients. Everything vanishes with this process.
 */
export class NodeNetworks {
  private constructor(
    private readonly holders: readonly ChildProcess[],
    /** Address of each node. */
    readonly addresses: readonly string[],
  ) {}

  /** Makes networks for so many nodes; `undefined` where {@link lacksNetworks} says why there are none. */
  static async startWherePossible(count: number): Promise<NodeNetworks | undefined> {
    return (await lacksNetworks()) === undefined ? await NodeNetworks.start(count) : undefined
  }

  /** Makes networks for so many nodes. */
  static async start(count: number): Promise<NodeNetworks> {
    const subnet = freeSubnet()
    const holders: ChildProcess[] = []
    for (let place = 0; place <= count; place += 1) holders.push(await holder())
    const networks = new NodeNetworks(
      holders,
      Array.from({ length: count }, (_, place) => `${subnet}.${place + 1}`),
    )
    await networks.#connect(`${subnet}.254`)
    return networks
  }

  /** Arguments of `nsenter`, which root runs, for a program in the network of a node and under another user. */
  inside(place: number, program: string, args: readonly string[], user: UserId | undefined): string[] {
    const as = user === undefined ? [] : ['-S', String(user.uid), '-G', String(user.gid)]
    return [...this.#enter(place), ...as, program, ...args]
  }

  /** Cuts a node off from the others; what it answers joins it again. */
  async isolate(place: number): Promise<() => Promise<void>> {
    const change = async (verb: 'add' | 'del') => {
      for (const [other, address] of this.addresses.entries()) {
        if (other === place) continue
        await this.#run(place, 'ip', 'route', verb, 'blackhole', `${address}/32`)
        await this.#run(other, 'ip', 'route', verb, 'blackhole', `${this.addresses[place]}/32`)
      }
    }
    await change('add')
    return async () => await change('del')
  }

  stop(): void {
    for (const one of this.holders) one.kill('SIGKILL')
  }

  /** The last holder's network is the switch. */
  async #connect(own: string): Promise<void> {
    const hub = this.addresses.length
    const outside = `dmt${process.pid}${own.split('.')[2]}`.slice(0, 15)
    await this.#run(hub, 'ip', 'link', 'add', 'name', 'switch', 'type', 'bridge')
    await this.#run(hub, 'ip', 'link', 'set', 'dev', 'switch', 'up')
    await runCommand('ip', ['link', 'add', outside, 'type', 'veth', 'peer', 'name', 'outside', 'netns', this.#pid(hub)])
    await runCommand('ip', ['addr', 'add', `${own}/24`, 'dev', outside])
    await runCommand('ip', ['link', 'set', 'dev', outside, 'up'])
    await this.#run(hub, 'ip', 'link', 'set', 'dev', 'outside', 'master', 'switch', 'up')
    for (const [place, address] of this.addresses.entries()) {
      const [plug, name] = [`node${place}`, 'eth0']
      await this.#run(hub, 'ip', 'link', 'add', plug, 'type', 'veth', 'peer', 'name', name, 'netns', this.#pid(place))
      await this.#run(hub, 'ip', 'link', 'set', 'dev', plug, 'master', 'switch', 'up')
      await this.#run(place, 'ip', 'addr', 'add', `${address}/24`, 'dev', name)
      await this.#run(place, 'ip', 'link', 'set', 'dev', name, 'up')
    }
  }

  async #run(place: number, ...command: string[]): Promise<void> {
    await runCommand('nsenter', [...this.#enter(place), ...command])
  }

  #enter(place: number): string[] {
    return ['-t', this.#pid(place), '-n']
  }

  #pid(place: number): string {
    return String(this.holders[place]?.pid)
  }
}

/** A process that has a network of its own and does nothing; it ends with this one, whose pipe it reads. */
async function holder(): Promise<ChildProcess> {
  const child = spawn('unshare', ['-n', 'sh', '-c', 'ip link set dev lo up && echo ready && exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const ended = once(child, 'exit').then(() => {
    throw new Error('a network for a node cannot be made')
  })
  await Promise.race([once(child.stdout, 'data'), ended])
  ended.catch(() => undefined)
  return child
}

/** Start of an address that no interface has, of those that RFC 2544 sets aside for tests of networks. */
function freeSubnet(): string {
  const used = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address))
  for (;;) {
    const subnet = `198.18.${Math.floor(Math.random() * 256)}`
    if (!used.some((address) => address.startsWith(`${subnet}.`))) return subnet
  }
}
