/** The levels of the logger of MPS and RPS: those of npm, which winston has when it is given none. */
export const logLevels = ['error', 'warn', 'info', 'http', 'verbose', 'debug', 'silly'] as const
