import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Runs a built program of `src/bulk` with one argument; answers its messages. Throws when it fails. */
export async function runProgram<Message>(name: string, work: object, tell: (message: Message) => void = () => {}) {
  const messages: Message[] = []
  const program = fileURLToPath(new URL(`../dist/bulk/${name}.js`, import.meta.url))
  const child = fork(program, [JSON.stringify(work)])
  child.on('message', (message: Message) => {
    messages.push(message)
    tell(message)
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${name} ended with ${String(code)}; build it first: turbo run build`)
  return messages
}
