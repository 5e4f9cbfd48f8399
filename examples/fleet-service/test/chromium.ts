import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { describe } from 'vitest'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const args = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/** The browser that `CHROMIUM_PATH` names, or one in a usual place; `undefined` when there is none. */
function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  return named ? named : places.find((path) => existsSync(path))
}

const executablePath = findChromium()

/** Starts the browser. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ args, ...(executablePath !== undefined && { executablePath }) })

/** A suite that needs a browser; without one its tests are reported as skipped, with the reason in the title. */
export async function describeInChromium(title: string, suite: () => void): Promise<void> {
  if (executablePath === undefined) {
    const reason = 'CHROMIUM_PATH is not set and none is installed (Debian: apt-get install chromium)'
    describe.skip(`${title} [no chromium: ${reason}]`, suite)
    return
  }
  const browser = await launchChromium()
  const version = browser.version()
  await browser.close()
  describe(`${title} [on chromium ${version}]`, suite)
}
