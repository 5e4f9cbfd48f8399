const log = (level) => (message) => process.stdout.write(`${level}: ${message}\n`)

export const logger = { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') }
