import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { RunningService } from '../src/demo/running-service.js'
import { generateDevices } from '../src/fleet/generate-devices.js'
import { describeInChromium, launchChromium } from './chromium.js'
import { fill, surroundings } from './fleet-folder.js'

const hostile = {
  guid: '00000000-0000-4000-8000-000000000001',
  tenantId: '',
  hostname: '<img src=x onerror="document.title=\'taken over\'">',
  friendlyName: '"><script>document.title="taken over"</script>',
  tags: ['<b>bold</b>'],
  connectionStatus: true,
}
const fleet = [hostile, ...generateDevices(70, 1)]
const connected = fleet.filter(({ connectionStatus }) => connectionStatus).length

await describeInChromium('the page', () => {
  let folder: string
  let service: RunningService
  let browser: Browser
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fleet-service-page-'))
    const where = await surroundings(folder)
    await fill(where, fleet)
    service = await RunningService.start(where)
    browser = await launchChromium()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await service?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  beforeEach(async () => {
    complaints = []
    page = await browser.newPage()
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(service.url)
    await page.locator('#profiles tr').first().waitFor()
    await page.locator('#rows tr').first().waitFor()
    await page.locator('#tags li').first().waitFor()
  })

  afterEach(async () => {
    await page.close()
    expect(complaints).toEqual([])
  })

  const textOf = async (selector: string) => await page.locator(selector).first().textContent()
  const rows = () => page.locator('#rows tr')
  /** The status line changes only when the answer is there. */
  const found = (text: string | RegExp) => page.locator('#found').filter({ hasText: text }).waitFor()

  it('shows the counts and which providers serve the fleet', async () => {
    expect(await textOf('#total')).toBe(String(fleet.length))
    expect(await textOf('#connected')).toBe(String(connected))
    expect(await textOf('#disconnected')).toBe(String(fleet.length - connected))
    expect(await textOf('#providers')).toBe('StoragepgliteSecretsenvelope+file')
  })

  it('shows the state of each device and the profiles', async () => {
    expect(await rows().count()).toBe(25)
    const states = await page.locator('#rows td:nth-child(2)').allInnerTexts()
    const sorted = [...fleet].sort((one, other) => (one.guid < other.guid ? -1 : 1)).slice(0, 25)
    expect(states).toEqual(sorted.map((device) => (device.connectionStatus ? 'connected' : 'disconnected')))
    expect(await page.locator('#profiles tr th').allInnerTexts()).toEqual(['datacentre', 'office'])
  })

  it('turns the pages', async () => {
    await found('1–25 of 71 devices')
    expect(await page.locator('#previous').isDisabled()).toBe(true)
    await page.click('#next')
    await found('26–50 of 71 devices')
    await page.click('#next')
    await found('51–71 of 71 devices')
    expect(await rows().count()).toBe(21)
    expect(await page.locator('#next').isDisabled()).toBe(true)
    await page.click('#previous')
    await found('26–50 of 71 devices')
    await page.selectOption('#size', '100')
    await found('1–71 of 71 devices')
    expect(await rows().count()).toBe(71)
  })

  it('filters by tags, any or all', async () => {
    const [one = '', other = ''] = fleet.find(({ tags }) => tags?.length === 3)?.tags ?? []
    const having = (test: (tags: readonly string[]) => boolean) => fleet.filter(({ tags }) => test(tags ?? [])).length
    await page.locator('#tags button', { has: page.getByText(one, { exact: true }) }).click()
    await found(`of ${having((tags) => tags.includes(one))} devices with ${one}`)
    await page.locator('#tags button', { has: page.getByText(other, { exact: true }) }).click()
    await found(`of ${having((tags) => tags.includes(one) || tags.includes(other))} devices with ${one} or ${other}`)
    await page.getByLabel('all', { exact: true }).check()
    await found(`of ${having((tags) => tags.includes(one) && tags.includes(other))} devices with ${one} and ${other}`)
    await page.click('#clear')
    await found('1–25 of 71 devices')
  })

  it('finds a tag by a part of its name', async () => {
    await page.fill('#tag-search', 'RING-')
    const shown = await page.locator('#tags button span:first-child').allInnerTexts()
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.filter((tag) => !tag.startsWith('ring-'))).toEqual([])
  })

  it('searches by host name and GUID, and says what is wrong with a GUID', async () => {
    const device = fleet[5]
    await page.fill('#text', `${device?.hostname}`)
    await page.press('#text', 'Enter')
    await found('1–1 of 1 devices found')
    expect(await textOf('#rows tr')).toContain(device?.guid)
    await page.selectOption('#field', 'guid')
    await page.fill('#text', `${device?.guid.toUpperCase()}`)
    await page.press('#text', 'Enter')
    await rows()
      .filter({ hasText: `${device?.hostname}` })
      .waitFor()
    await page.fill('#text', '00000000-0000-4000-8000-00000000ffff')
    await page.press('#text', 'Enter')
    await found('No devices found')
    await page.fill('#text', 'no guid')
    await page.press('#text', 'Enter')
    await page.locator('#problem').filter({ hasText: 'give a GUID of the form' }).waitFor()
    // The browser itself notes each refused request, and a device that is not there.
    expect(complaints.splice(0)).toEqual([
      expect.stringContaining('404 (Not Found)'),
      expect.stringContaining('400 (Bad Request)'),
    ])
  })

  it('shows hostile names as the text that they are', async () => {
    const first = rows().filter({ hasText: hostile.guid })
    expect(await first.textContent()).toContain(hostile.hostname)
    expect(await first.textContent()).toContain(hostile.friendlyName)
    expect(await first.locator('img, script, b').count()).toBe(0)
    expect(await textOf('#tags')).toContain('<b>bold</b>')
    expect(await page.title()).toBe('Fleet')
  })

  it('can be worked with the keyboard', async () => {
    await page.keyboard.press('Tab')
    expect(await textOf(':focus')).toBe('Skip to the devices')
    await page.keyboard.press('Enter')
    await page.locator('#next').focus()
    await page.keyboard.press('Enter')
    await found('26–50 of 71 devices')
  })

  it.each(['light', 'dark'] as const)(
    'has no accessibility faults that axe finds, in %s colours',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme })
      await page.locator('#tags button').first().click()
      await found('with')
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
      const results = await page.evaluate<AxeResults>(`${axe}; axe.run()`)
      expect(results.passes.length).toBeGreaterThan(20)
      expect(results.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    },
  )
})
