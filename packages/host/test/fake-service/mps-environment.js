export const Environment = { Config: null }
