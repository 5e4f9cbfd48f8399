const numbers = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1e30]

/** Pages that no list accepts. */
export const refusedPages: readonly { limit?: number; offset?: number }[] = [
  ...numbers.map((limit) => ({ limit })),
  ...numbers.map((offset) => ({ offset })),
]
