import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/**
 * Runs a built program of `src/bulk` with one argument; answers its messages. `tell` hears of each as it comes, and may
 * answer a program that waits for that. Throws when it fails.
 */
export async function runProgram<Message>(
  name: string,
  work: object,
  tell: (message: Message, answer: () => void) => void = () => {},
) {
  const messages: Message[] = []
  const program = fileURLToPath(new URL(`../dist/bulk/${name}.js`, import.meta.url))
  // Without the loader of TypeScript that this process may have: it would slow down what is measured.
  const child = fork(program, [JSON.stringify(work)], { execArgv: [] })
  child.on('message', (message: Message) => {
    messages.push(message)
    tell(message, () => void child.send({ goOn: true }))
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${name} ended with ${String(code)}; build it first: turbo run build`)
  return messages
}
