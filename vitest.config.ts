import { defineConfig } from 'vitest/config'

const fromRoot = (path: string) => new URL(path, import.meta.url).pathname

export default defineConfig({
  resolve: {
    // Tests run on the sources, so that a stale build can never pass or fail one.
    alias: [
      { find: '@dmt-providers/conformance/vitest', replacement: fromRoot('packages/conformance/src/vitest.ts') },
      { find: /^@dmt-providers\/([a-z-]+)$/, replacement: fromRoot('packages/$1/src/index.ts') },
    ],
  },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/test/**/*.test.ts',
      'examples/*/test/**/*.test.ts',
      'tooling/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    globalSetup: ['tooling/servers/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
