import { ConnectionUrl } from '@dmt-providers/core'

/** A URL for each host that a URL names, in their order; the URL itself when it names one or none. */
export function hostUrls(url: string): readonly [string, ...string[]] {
  const whole = ConnectionUrl.parse(url, 'url')
  const [first, ...others] = whole.hosts.map((host) => whole.withHost(host).expose())
  return first === undefined || others.length === 0 ? [url] : [first, ...others]
}
