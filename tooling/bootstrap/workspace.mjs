import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** @type {{ packageManager: string }} */
const { packageManager } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

/**
 * The arguments of `npx` that run the workspace's own pnpm, which no machine needs to have installed.
 * @param {string[]} args
 */
export const pnpm = (...args) => ['--yes', packageManager, ...args]

/**
 * The arguments of `npx` that run turbo. It needs a `pnpm` on PATH, which pnpm's own `exec` puts there.
 * @param {string[]} args
 */
export const turbo = (...args) => pnpm('exec', 'turbo', ...args)
