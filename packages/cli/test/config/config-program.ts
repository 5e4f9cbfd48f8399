import { registerProvider } from '@dmt-providers/core'
import { providers as sealing } from '@dmt-providers/envelope'
import { providers as files } from '@dmt-providers/file'

// The command as it is, with providers built in that need no server: what is tested is the source, and not a build of it.
for (const provider of [...files, ...sealing]) registerProvider(provider)
await import('../../src/main.js')
