import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'
import { afterAll, beforeAll } from 'vitest'
import { type Running, running } from '../../postgres/test/running-program.js'

/**
 * Builds `program.ts` into one file before the tests of a file: it starts fast, and every user may read it. Answers how
 * to start it.
 */
export function testProgram() {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dmt-envelope-program-'))
    await chmod(folder, 0o755)
    await build({
      entry: [fileURLToPath(new URL('program.ts', import.meta.url))],
      tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
      outDir: folder,
      outExtension: () => ({ js: '.mjs' }),
      format: 'esm',
      target: 'node20',
      platform: 'node',
      noExternal: [/.*/],
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
      config: false,
      silent: true,
    })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return (args: readonly string[], key: string, uid?: number): Running => {
    const child = spawn(process.execPath, [join(folder, 'program.mjs'), ...args], {
      env: { DMT_ENVELOPE_KEY: key },
      stdio: ['ignore', 'pipe', 'inherit'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    return running(child)
  }
}
