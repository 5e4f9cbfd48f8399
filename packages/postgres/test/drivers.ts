/** What is not built into the tests' programs: PGlite reads files beside its own. */
export const drivers = ['pg', '@electric-sql']
