import { defineConfig, mergeConfig } from 'vitest/config'
import root from '../../../../vitest.config.js'

const { test: _, ...sources } = root

/** The fixture alone, on the sources. */
export default mergeConfig(
  sources,
  defineConfig({ test: { include: ['packages/conformance/test/vitest-binding/*.fixture.ts'] } }),
)
