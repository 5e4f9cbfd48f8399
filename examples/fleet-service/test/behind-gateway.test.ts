import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { presetMps } from '@dmt-providers/gateway'
import { afterAll, beforeAll, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { Serving } from '../../../packages/gateway/test/planes/data-plane.js'
import { describeOnPlanes } from '../../../packages/gateway/test/planes/describe-on-planes.js'
import { freePort } from '../../../tooling/servers/free-port.js'
import { RunningService } from '../src/demo/running-service.js'
import { generateDevices } from '../src/fleet/generate-devices.js'
import { fill, surroundings } from './fleet-folder.js'
import { startToolkitFront, type ToolkitFront } from './toolkit-front.js'

const fleet = [...generateDevices(30, 1)]
const secret = 'a-key-of-this-test-of-32-bytes-ok'
const password = 'a-password-of-this-test'

await describeOnPlanes('the fleet service behind a gateway', (plane) => {
  let folder: string
  let service: RunningService
  let front: ToolkitFront
  let gateway: Serving
  let url: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fleet-service-gateway-'))
    const where = await surroundings(folder)
    await fill(where, fleet)
    service = await RunningService.start(where)
    front = await startToolkitFront(service.url, secret, password)
    const port = await freePort()
    url = `http://127.0.0.1:${port}/mps`
    const place = { host: '127.0.0.1', port: front.port }
    const places = { mps: place, 'mps-router': place }
    const preset = presetMps({ issuer: 'fleet-service', port, places, guardRelay: true, cira: false, webui: false })
    gateway = await plane.serve(preset, { secrets: { MPS_JWT_SECRET: secret } })
  }, 180_000)
  afterAll(async () => {
    await gateway?.stop()
    await front?.close()
    await service?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const logIn = (given: string) =>
    fetch(`${url}/login/api/v1/authorize`, { method: 'POST', body: JSON.stringify({ password: given }) })
  const bearer = async () => {
    const { token } = (await (await logIn(password)).json()) as { token: string }
    return { headers: { Authorization: `Bearer ${token}` } }
  }

  it('logs in, and refuses a wrong password with the answer of the service', async () => {
    expect((await logIn('wrong')).status).toBe(401)
    expect(await (await logIn(password)).json()).toMatchObject({
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    })
  })

  it('lists the devices with the token of the log-in, and to nobody without', async () => {
    expect((await fetch(`${url}/api/v1/devices`)).status).toBe(plane.answers.noToken)
    const listed = await fetch(`${url}/api/v1/devices?$top=30&$count=true`, await bearer())
    const { data, totalCount } = (await listed.json()) as { data: { guid: string }[]; totalCount: number }
    expect(totalCount).toBe(30)
    expect(data.map(({ guid }) => guid).sort()).toEqual(fleet.map(({ guid }) => guid).sort())
  })

  it('opens the relay of a device by the token for it, and passes binary frames both ways', async () => {
    const device = fleet[0]?.guid ?? ''
    const asked = await fetch(`${url}/api/v1/authorize/redirection/${device}`, await bearer())
    const { token } = (await asked.json()) as { token: string }
    const relay = `${url.replace('http', 'ws')}/ws/relay/webrelay.ashx?p=2&port=16994&tls=0&tls1only=0`
    const socket = new WebSocket(`${relay}&host=${device}`, token)
    await once(socket, 'open')
    expect(socket.protocol).toBe(token)
    const frame = randomBytes(70_000)
    socket.send(frame)
    const [data, isBinary] = await once(socket, 'message')
    expect(isBinary && frame.equals(data)).toBe(true)
    socket.terminate()
    const [refused] = await once(new WebSocket(`${relay}&host=${fleet[1]?.guid}`, token), 'error')
    expect(String(refused)).toContain('401')
  })
})
