/** How the proxy is to work; what is not given has PgBouncer's own initial value. */
export interface PgbouncerSettings {
  /** `transaction` when not given: each transaction may have another session. */
  readonly poolMode?: 'session' | 'transaction' | 'statement'
  /** Whether it asks the server for TLS, in its own words: `disable`, `require`, `verify-full`. */
  readonly serverTls?: string
  /** File with the authorities that the server's certificate may be of. */
  readonly serverTlsAuthorities?: string
  /** Sessions that it opens for each user and database at most. */
  readonly poolSize?: number
}

/** Where the proxy is, and in front of what. */
export interface PgbouncerPlace {
  /** Administrator's URL of the server. */
  readonly server: URL
  readonly port: number
  /** File with the administrator's name and password. */
  readonly users: string
}

/** PgBouncer's settings. Users that the file lacks log in with what the server knows of them. */
export function settingsFile({ server, port, users }: PgbouncerPlace, settings: PgbouncerSettings): string {
  return ini({
    databases: { '*': `host=${server.hostname} port=${server.port} auth_user=${server.username}` },
    pgbouncer: {
      listen_addr: '127.0.0.1',
      listen_port: port,
      unix_socket_dir: '',
      auth_type: 'scram-sha-256',
      auth_file: users,
      auth_query: 'select usename, passwd from pg_shadow where usename = $1',
      pool_mode: settings.poolMode ?? 'transaction',
      max_client_conn: 300,
      default_pool_size: settings.poolSize,
      server_tls_sslmode: settings.serverTls,
      server_tls_ca_file: settings.serverTlsAuthorities,
    },
  })
}

function ini(sections: Readonly<Record<string, Readonly<Record<string, string | number | undefined>>>>): string {
  const lines = Object.entries(sections).flatMap(([name, values]) => [
    `[${name}]`,
    ...Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [`${key} = ${value}`])),
  ])
  return `${lines.join('\n')}\n`
}
