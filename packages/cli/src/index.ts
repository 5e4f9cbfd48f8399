export { type CliSurroundings, runCli } from './run-cli.js'
