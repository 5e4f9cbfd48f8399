import { preset } from './preset.js'

/** A package with a program beside its index. */
export default preset({ entry: ['src/index.ts', 'src/main.ts'] })
