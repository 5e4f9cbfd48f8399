import { registerProvider } from '@dmt-providers/core'
import { providers as envelope } from '@dmt-providers/envelope'
import { providers as etcd } from '@dmt-providers/etcd'
import { providers as file } from '@dmt-providers/file'

// The command as it is, with providers built in: what is tested is the source, and not a build of it.
for (const provider of [...envelope, ...etcd, ...file]) registerProvider(provider)
await import('../../src/main.js')
