/** The URL with parts of it changed: `urlWith(url, { pathname: '/other' })`. */
export function urlWith(
  url: string,
  change: Partial<Pick<URL, 'username' | 'password' | 'hostname' | 'port' | 'pathname' | 'search'>>,
): string {
  return Object.assign(new URL(url), change).href
}
