import { hostname, userInfo } from 'node:os'

/** Who writes, as far as the machine knows: `root@host`. A user without a name, as containers have, is a number. */
export function writerName(): string {
  return `${userName()}@${hostname()}`
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'user')
  }
}
