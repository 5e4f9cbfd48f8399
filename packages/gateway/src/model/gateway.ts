import type { CompleteSpec } from './gateway-schema.js'

declare const checked: unique symbol

/** A description that `defineGateway` has checked, with every default filled in. */
export type Gateway = Readonly<CompleteSpec> & { readonly [checked]: true }
