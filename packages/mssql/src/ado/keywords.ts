/** What a value becomes: a text of this package's option, or what is wrong with it. */
export type Converted = { readonly text: string } | { readonly wrong: string }

/** Parts of a connection that are no options of this package by themselves. */
export type Part =
  | 'dataSource'
  | 'host'
  | 'port'
  | 'instance'
  | 'user'
  | 'database'
  | 'password'
  | 'encrypt'
  | 'trustServerCertificate'

/** What a keyword of a vendor's connection string means here. */
export type Keyword =
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'option'; readonly option: string; readonly convert: (value: string) => Converted }
  /** It asks for nothing that this store would do otherwise. */
  | { readonly kind: 'ignored' }
  /** It asks for what cannot be had; `harmless` values ask for nothing. */
  | { readonly kind: 'refused'; readonly why: string; readonly harmless: RegExp }

const part = (name: Part): Keyword => ({ kind: 'part', part: name })
const option = (name: string, convert: (value: string) => Converted): Keyword => ({
  kind: 'option',
  option: name,
  convert,
})
const asWritten = (value: string): Converted => ({ text: value })
const ignored: Keyword = { kind: 'ignored' }
const off = /^(false|no|0|disabled|none|optional)$/i
const refused = (why: string, harmless = off): Keyword => ({ kind: 'refused', why, harmless })

function oneOf(words: Readonly<Record<string, string>>, known: string) {
  return (value: string): Converted => {
    const text = words[value.toLowerCase().replace(/\s/g, '')]
    return text === undefined ? { wrong: `give ${known}` } : { text }
  }
}

const truth = oneOf({ true: 'true', yes: 'true', false: 'false', no: 'false' }, 'true or false')

const milliseconds = (value: string): Converted =>
  /^\d{1,6}$/.test(value) && Number(value) > 0 ? { text: `${Number(value)}000` } : { wrong: 'give a number of seconds' }

/** Zero is for ever, which is what connections without an entry do as well. */
const lifetime = (value: string): Converted => (/^0+$/.test(value) ? { text: '' } : milliseconds(value))

const intent = oneOf({ readwrite: 'ReadWrite', readonly: 'ReadOnly' }, 'ReadWrite or ReadOnly')

const unattended = (name: string): string =>
  `${name} needs a person or a Windows login; use Active Directory Managed Identity, Workload Identity, Service ` +
  'Principal or Default, or a password of SQL Server'

/** The words of ADO.NET, ODBC and JDBC for the same. */
function authentication(value: string): Converted {
  const word = value
    .toLowerCase()
    .replace(/[\s_-]/g, '')
    .replace(/^activedirectory/, 'entra:')
  const auth = identities[word]
  if (auth !== undefined) return { text: auth }
  const human = /^entra:(password|integrated|interactive|devicecodeflow)$/.exec(word)?.[1]
  if (human !== undefined) return { wrong: unattended(`Active Directory ${human}`) }
  return {
    wrong: 'give Sql Password, or Active Directory Managed Identity, Workload Identity, Service Principal or Default',
  }
}

const identities: Readonly<Record<string, string>> = {
  sqlpassword: 'password',
  notspecified: 'password',
  'entra:default': 'entra',
  'entra:managedidentity': 'entra-managed-identity',
  'entra:msi': 'entra-managed-identity',
  'entra:workloadidentity': 'entra-workload-identity',
  'entra:serviceprincipal': 'entra-service-principal',
}

const windowsLogin = refused('a Windows login cannot be used; give user and password, or Authentication')
const mirroring = refused('database mirroring cannot be used; name the listener of an availability group as the server')
const alwaysEncrypted = refused('Always Encrypted is of no use to this store, which has no encrypted columns')
const trustStore = refused('a Java trust store cannot be read; name a file in PEM by sslrootcert')

/**
 * Every keyword that is known, by its usual spelling. Spaces, underscores and case do not count. Sources: Microsoft's
 * pages `SqlConnection.ConnectionString`, "DSN and Connection String Keywords and Attributes" (ODBC) and "Setting the
 * connection properties" (JDBC).
 */
export const keywords: Readonly<Record<string, Keyword>> = {
  Server: part('dataSource'),
  'Data Source': part('dataSource'),
  Address: part('dataSource'),
  Addr: part('dataSource'),
  'Network Address': part('dataSource'),
  serverName: part('host'),
  portNumber: part('port'),
  Port: part('port'),
  instanceName: part('instance'),
  Instance: part('instance'),
  Database: part('database'),
  'Initial Catalog': part('database'),
  databaseName: part('database'),
  'User ID': part('user'),
  UID: part('user'),
  User: part('user'),
  userName: part('user'),
  Password: part('password'),
  PWD: part('password'),
  Encrypt: part('encrypt'),
  'Trust Server Certificate': part('trustServerCertificate'),
  'Host Name In Certificate': option('hostNameInCertificate', asWritten),
  'Server Certificate': option('sslrootcert', asWritten),
  Authentication: option('auth', authentication),
  msiClientId: option('azureClientId', asWritten),
  'Connect Timeout': option('connectTimeoutMs', milliseconds),
  'Connection Timeout': option('connectTimeoutMs', milliseconds),
  Timeout: option('connectTimeoutMs', milliseconds),
  loginTimeout: option('connectTimeoutMs', milliseconds),
  'Command Timeout': option('statementTimeoutMs', milliseconds),
  queryTimeout: option('statementTimeoutMs', milliseconds),
  'Connection Lifetime': option('maxLifetimeMs', lifetime),
  'Load Balance Timeout': option('maxLifetimeMs', lifetime),
  'Max Pool Size': option('poolMax', asWritten),
  'Application Name': option('applicationName', asWritten),
  App: option('applicationName', asWritten),
  'Application Intent': option('applicationIntent', intent),
  'Multi Subnet Failover': option('multiSubnetFailover', truth),
  'Integrated Security': windowsLogin,
  'Trusted Connection': windowsLogin,
  'Failover Partner': mirroring,
  'Failover Partner SPN': mirroring,
  'Column Encryption Setting': alwaysEncrypted,
  'Column Encryption': alwaysEncrypted,
  'Attestation Protocol': alwaysEncrypted,
  'Enclave Attestation Url': alwaysEncrypted,
  'Attach DB Filename': refused('a database file cannot be attached; name a database of the server'),
  'Initial File Name': refused('a database file cannot be attached; name a database of the server'),
  'User Instance': refused('an instance of the user cannot be started; name a server that runs'),
  'Context Connection': refused('there is no connection of the server’s own to be used'),
  Replication: refused('a replication cannot be served'),
  DSN: refused('a data source of ODBC cannot be looked up; write its server and database'),
  FileDSN: refused('a data source of ODBC cannot be looked up; write its server and database'),
  'Network Library': refused('only TCP (dbmssocn) can be used', /^(dbmssocn|tcp)$/i),
  Network: refused('only TCP (dbmssocn) can be used', /^(dbmssocn|tcp)$/i),
  Net: refused('only TCP (dbmssocn) can be used', /^(dbmssocn|tcp)$/i),
  accessToken: refused('a token expires; write auth=entra, which asks for one for each connection'),
  accessTokenCallbackClass: refused('there is no Java here; write auth=entra'),
  AADSecurePrincipalId: refused('write Authentication=Active Directory Service Principal with User ID and Password'),
  AADSecurePrincipalSecret: refused(
    'write Authentication=Active Directory Service Principal with User ID and Password',
  ),
  authenticationScheme: refused('only the server’s own passwords and Entra ID can be used', /^nativeauthentication$/i),
  clientCertificate: refused('a login by certificate cannot be used; give user and password, or Authentication'),
  clientKey: refused('a login by certificate cannot be used; give user and password, or Authentication'),
  clientKeyPassword: refused('a login by certificate cannot be used; give user and password, or Authentication'),
  trustStore,
  trustStorePassword: trustStore,
  trustStoreType: trustStore,
  ...Object.fromEntries(
    [
      'ANSI NPW, Asynchronous Processing, Async, Auto Translate, Connect Retry Count, Connect Retry Interval',
      'Connection Reset, Current Language, Language, Driver, Enlist, IP Address Preference, Min Pool Size, Mars Connection',
      'Multiple Active Result Sets, Packet Size, Persist Security Info, Pool Blocking Period, Pooling, Quoted Id, Regional',
      'Server SPN, Transaction Binding, Transparent Network IP Resolution, Type System Version, Workstation ID, WSID',
      'cancelQueryTimeout, delayLoadingLobs, disableStatementPooling, fips, lastUpdateCount, lockTimeout, maxResultBuffer',
      'realm, responseBuffering, selectMethod, sendStringParametersAsUnicode, sendTimeAsDatetime, serverNameAsACE',
      'serverPreparedStatementDiscardThreshold, socketFactoryClass, socketTimeout, sslProtocol, statementPoolingCacheSize',
      'useBulkCopyForBatchInsert, useFmtOnly, xopenStates',
    ].flatMap((line) => line.split(', ').map((name) => [name, ignored])),
  ),
}

/** How keywords are compared. */
export const plain = (keyword: string): string => keyword.toLowerCase().replace(/[\s_]/g, '')
