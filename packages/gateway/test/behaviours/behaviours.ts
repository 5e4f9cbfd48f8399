import type { Behaviour } from './behaviour.js'
import { limitBehaviours } from './limits.js'
import { pathBehaviours } from './paths.js'
import { streamBehaviours } from './streams.js'
import { tokenBehaviours } from './tokens.js'

/** The whole list, by which every product is judged that can be run. */
export const behaviours: Behaviour[] = [...tokenBehaviours, ...pathBehaviours, ...streamBehaviours, ...limitBehaviours]
