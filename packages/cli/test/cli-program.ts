import { registerProvider } from '@dmt-providers/core'
import { providers } from '@dmt-providers/postgres'

// The command as it is, with the provider built in: what is tested is the source, and not a build of it.
for (const provider of providers) registerProvider(provider)
await import('../src/main.js')
