import { defineConfig, type Options } from 'tsup'

/** The one build preset: ESM for Node 20, types resolved through the siblings' built packages. */
export function preset(options: Options = {}) {
  return defineConfig({
    entry: ['src/index.ts'],
    format: 'esm',
    target: 'node20',
    platform: 'node',
    dts: { compilerOptions: { paths: {} } },
    sourcemap: true,
    clean: true,
    treeshake: true,
    ...options,
  })
}
