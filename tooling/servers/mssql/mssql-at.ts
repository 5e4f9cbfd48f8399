import tedious from 'tedious'

/** A row as the driver answers it. */
type Row = Record<string, unknown>

/** An open connection to SQL Server, for statements of a test's own. */
export interface MssqlConnection {
  /** Runs one batch; answers the rows of all of its statements. */
  query(statement: string): Promise<Row[]>
  end(): void
}

/** Runs statements as the user of a URL, one after the other; answers the rows of the last. */
export async function mssqlAt(url: string, ...statements: readonly string[]): Promise<Row[]> {
  const connection = await connectMssql(url)
  try {
    let rows: Row[] = []
    for (const statement of statements) rows = await connection.query(statement)
    return rows
  } finally {
    connection.end()
  }
}

/** Connects as the user of a URL. */
export async function connectMssql(url: string): Promise<MssqlConnection> {
  const { hostname, port, username, password, pathname } = new URL(url)
  const [userName, secret] = [decodeURIComponent(username), decodeURIComponent(password)]
  const connection = new tedious.Connection({
    server: hostname,
    authentication: { type: 'default', options: { userName, password: secret } },
    options: {
      port: Number(port || 1433),
      database: decodeURIComponent(pathname.slice(1)) || 'master',
      // The servers of the tests listen on loopback addresses, with certificates of their own making.
      encrypt: true,
      trustServerCertificate: true,
      // An IP address is no name that TLS could ask for.
      serverName: 'localhost',
      connectTimeout: 10_000,
      requestTimeout: 0,
      useColumnNames: false,
    },
  })
  connection.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())))
  return {
    query: (statement) => queried(connection, statement),
    end: () => connection.close(),
  }
}

function queried(connection: tedious.Connection, statement: string): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const rows: Row[] = []
    const request = new tedious.Request(statement, (error: unknown) => (error ? reject(error) : resolve(rows)))
    request.on('row', (cells: readonly { value: unknown; metadata: { colName: string } }[]) =>
      rows.push(Object.fromEntries(cells.map(({ value, metadata }) => [metadata.colName, value]))),
    )
    connection.execSqlBatch(request)
  })
}
