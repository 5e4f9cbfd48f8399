import { preset } from './preset.js'

/**
 * An adapter for a service: one entry each for its database, secrets and configuration beside the index. What both adapters
 * have in common is built into each, declarations included, so that an entry imports nothing but files of its package.
 */
export default preset({
  entry: ['src/index.ts', 'src/db.ts', 'src/secrets.ts', 'src/config.ts'],
  dts: {
    compilerOptions: {
      paths: {
        '@dmt-providers/host': ['../host/src/index.ts'],
        '@dmt-providers/host/entry': ['../host/src/entry.ts'],
      },
    },
  },
})
