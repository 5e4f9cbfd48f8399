import { register } from 'node:module'
import { MessageChannel } from 'node:worker_threads'

// A process of its own: prints as JSON what the import of the module at a URL asks for, in order.
const { port1, port2 } = new MessageChannel()
register('./note-modules.js', { parentURL: import.meta.url, data: { port: port2 }, transferList: [port2] })
const asked: unknown[] = []
port1.on('message', (module) => asked.push(module))
await import(process.argv[2] ?? '')
// The hooks work in a thread of their own; a message of theirs that was sent before this one arrives before it.
await new Promise((resolve) => setImmediate(resolve))
port1.close()
process.stdout.write(JSON.stringify(asked))
