import type { Check } from './problem.js'

/** Browsers refuse credentials together with any origin. */
export const corsCredentials: Check = ({ cors }) =>
  cors?.credentials && cors.origins.includes('*')
    ? ['cors.credentials: browsers refuse credentials with the origin "*"; name the origins']
    : []
