import { type ChildProcess, fork } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installPackages } from './install-packages.js'

const sources = fileURLToPath(new URL('fake-service/', import.meta.url))

const common = {
  'answer-calls.js': 'answer-calls.js',
  'configured.js': 'configured.js',
  'merged.js': 'merged.js',
  'retyped.js': 'retyped.js',
  'until-ready.js': 'until-ready.js',
  'factories/DbCreatorFactory.js': 'db-creator-factory.js',
  'factories/SecretManagerCreatorFactory.js': 'secret-manager-creator-factory.js',
}

/** The modules of each service where the real one has them. */
const layouts = {
  mps: {
    ...common,
    'index.js': 'mps-main.js',
    'logging/index.js': 'mps-logging.js',
    'utils/Environment.js': 'mps-environment.js',
    'utils/MPSValidationError.js': 'mps-validation-error.js',
  },
  rps: {
    ...common,
    'Index.js': 'rps-main.js',
    'Logger.js': 'rps-logger.js',
    'utils/Environment.js': 'rps-environment.js',
    'utils/RPSError.js': 'rps-error.js',
  },
} satisfies Record<string, Record<string, string>>

/** What a call in the service threw. */
export interface CallError {
  name: string
  message: string
  status?: number
  code?: string
  item?: unknown
  /** Whether it is an instance of the service's own error class. */
  isOwn: boolean
}

/** The installed fake of a service, in a folder of its own. */
export class FakeService {
  private constructor(
    readonly kind: keyof typeof layouts,
    readonly folder: string,
  ) {}

  /** Lays a service out as the real one is, with the adapter and its providers in `node_modules`. */
  static async install(kind: keyof typeof layouts): Promise<FakeService> {
    const folder = await mkdtemp(join(tmpdir(), `dmt-fake-${kind}-`))
    const service = new FakeService(kind, folder)
    for (const [path, source] of Object.entries(layouts[kind])) await service.addModule(path, source)
    const providers = ['sql', 'tls', 'credentials', 'postgres', 'envelope', 'file']
    await installPackages(['core', 'central-config', ...providers, kind], folder)
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
    const file = {
      attempts: 4,
      connection_string: 'postgresql://<USERNAME>:<PASSWORD>@localhost:5432/db',
      db_provider: `../../node_modules/@dmt-providers/${kind}/db`,
      secrets_provider: `../../node_modules/@dmt-providers/${kind}/secrets`,
      vault_address: 'http://localhost:8200',
      vault_token: 'myroot',
      secrets_path: 'secret/data/',
      instance_name: 'one',
    }
    await writeFile(join(folder, `.${kind}rc`), JSON.stringify(file))
    return service
  }

  /** Adds one module of the fake at a path of its `dist`. */
  async addModule(path: string, source: string): Promise<void> {
    const target = join(this.folder, 'dist', path)
    await mkdir(dirname(target), { recursive: true })
    await copyFile(join(sources, source), target)
  }

  /** Starts it by `program` (default: its main module) with these environment variables. */
  start(environment: Record<string, string>, program = ''): RunningService {
    const main = this.kind === 'mps' ? 'dist/index.js' : 'dist/Index.js'
    const child = fork(join(this.folder, program || main), {
      cwd: this.folder,
      env: { PATH: process.env.PATH, ...environment },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    return new RunningService(child)
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true })
  }
}

/** One run of it. */
export class RunningService {
  /** Everything that it printed. */
  log = ''
  /** Resolves to true when it listens, and to false when it gave up or ended without. */
  readonly listens: Promise<boolean>
  /** Resolves to the exit code. */
  readonly ended: Promise<number | null>
  readonly #output = new EventEmitter()
  readonly #waiting = new Map<number, (message: Answer) => void>()
  #calls = 0

  constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => this.#print(String(chunk)))
    this.ended = once(child, 'close').then(([code]) => code)
    this.listens = Promise.race([this.#outcome(), this.ended.then(() => false)])
    child.on('message', (message: Answer | string) => {
      if (typeof message !== 'string') this.#waiting.get(message.id)?.(message)
    })
  }

  /** Resolves when it has printed a text; throws when it ends without. */
  async prints(text: string): Promise<void> {
    let running = true
    const ended = this.ended.then(() => {
      running = false
    })
    while (!this.log.includes(text)) {
      if (!running) throw new Error(`the service ended without ${text}: ${this.log}`)
      await Promise.race([once(this.#output, 'printed'), ended])
    }
  }

  /** Calls a method of `db.devices`, `secrets` and so on in the service, and answers what it answered or threw. */
  async call(on: string, method: string, ...args: unknown[]): Promise<unknown> {
    const { answer, error } = await this.#send({ on, method, args })
    return error ?? answer
  }

  /** Calls a method without looking at the outcome. */
  async forget(on: string, method: string, ...args: unknown[]): Promise<void> {
    await this.#send({ on, method, args, forget: true })
  }

  stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    this.child.kill(signal)
    return this.ended
  }

  async #outcome(): Promise<boolean> {
    const [message] = await once(this.child, 'message')
    return message === 'listening'
  }

  #print(text: string): void {
    this.log += text
    this.#output.emit('printed')
  }

  #send(call: object): Promise<Answer> {
    this.#calls += 1
    const id = this.#calls
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, resolve)
      void this.ended.then(() => reject(new Error(`the service ended: ${this.log}`)))
      this.child.send({ id, ...call })
    })
  }
}

interface Answer {
  id: number
  answer?: unknown
  error?: CallError
}
