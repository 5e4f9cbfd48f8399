// A service for the tests: it tells a file what happens to it, and behaves as its configuration says.
import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const [record, behaviour] = process.argv.slice(2)
const tell = (event, details = {}) =>
  appendFileSync(record, `${JSON.stringify({ event, pid: process.pid, at: Date.now(), ...details })}\n`)
const path = process.env.MPS_CONFIG
const modes = path === undefined ? [] : [dirname(path), path].map((one) => (statSync(one).mode & 0o777).toString(8))
// A child has its own behaviour, and the environment of the service.
const document = JSON.parse(behaviour ?? (path === undefined ? '{}' : readFileSync(path, 'utf8')))
const { ignored = [], drainMs = 0, code = 0, endAfterMs, endsWhenThere, touch, child, flood = 0 } = document

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGCONT', 'SIGALRM']
for (const signal of signals) {
  process.on(signal, () => {
    tell('signal', { signal })
    if (['SIGTERM', 'SIGINT'].includes(signal) && !ignored.includes(signal)) setTimeout(end, drainMs)
  })
}
if (touch !== undefined) writeFileSync(touch, '')
if (child !== undefined) spawn(process.execPath, [process.argv[1], `${record}.child`, JSON.stringify(child)])
let [lines, isOver] = [0, false]
if (flood > 0) write()
if (endAfterMs !== undefined) setTimeout(() => process.exit(code), endAfterMs)
if (endsWhenThere !== undefined && existsSync(endsWhenThere)) process.exit(code)
// A terminal is read: what a person types is told. Without one the input is left alone.
if (process.stdin.isTTY) process.stdin.on('data', (text) => tell(String(text).trim()))
process.stdin.on('error', () => {})
const alive = setInterval(() => {}, 1_000)
tell('started', { path, modes, document, env: process.env, ppid: process.ppid, tty: process.stdin.isTTY === true })

function end() {
  isOver = true
  clearInterval(alive)
  if (flood === 0) finish()
}

function finish() {
  tell('ended', { lines })
  process.exit(code)
}

// Every line has its number, and the end comes after the last one was taken.
function write() {
  if (isOver) return finish()
  process.stdout.write(`${process.pid} ${lines++} ${'x'.repeat(flood)}\n`, () => setImmediate(write))
}
