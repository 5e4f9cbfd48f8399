/**
 * What of a connection is protected: `none` has no TLS, `offered` has it where the server does, `unverified` trusts any
 * server, `authority` any server of the authorities that are trusted, and `full` checks the host's name as well.
 */
export type TlsMode = 'none' | 'offered' | 'unverified' | 'authority' | 'full'

/** True for a mode in which nobody who only listens can read what is sent. */
export const isEncrypted = (mode: TlsMode) => mode !== 'none' && mode !== 'offered'
