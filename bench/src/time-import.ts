// A process of its own: prints how many milliseconds the import of the module at a URL takes.
const url = process.argv[2] ?? ''
const started = performance.now()
await import(url)
process.stdout.write(String(performance.now() - started))
