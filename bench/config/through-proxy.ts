import { FaultProxy } from '@dmt-providers/conformance'

/** Stands a proxy between a client and a server, which counts; `url` leads through it. */
export async function throughProxy(url: string): Promise<{ proxy: FaultProxy; url: string }> {
  const target = new URL(url)
  const proxy = await FaultProxy.start({ host: target.hostname, port: Number(target.port) })
  // Replaced as text: a URL of a scheme of ours lets nobody change its port.
  return { proxy, url: url.replace(target.host, `${proxy.host}:${proxy.port}`) }
}
