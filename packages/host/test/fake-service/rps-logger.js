export default class Logger {
  constructor(name) {
    this.name = name
  }

  debug(message) {
    this.#write('debug', message)
  }

  info(message) {
    this.#write('info', message)
  }

  warn(message) {
    this.#write('warn', message)
  }

  error(message) {
    this.#write('error', message)
  }

  #write(level, message) {
    process.stdout.write(`${level}: ${this.name} - ${message}\n`)
  }
}
