// Reads its configuration as MPS does, with the same library, and prints it.
import rc from 'rc'

const names = Object.keys(process.env)
process.env = Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name.toLowerCase(), value]))
process.stdout.write(JSON.stringify({ ...rc('mps'), environment: process.env, names }))
