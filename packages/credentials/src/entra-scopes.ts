/**
 * What a token must be asked for, for Azure Database for PostgreSQL and MySQL, in the cloud that a host is of. Source:
 * Azure's "Microsoft Entra authentication" pages of both.
 */
export const ossRdbmsScope = (host: string) => `https://ossrdbms-aad.database.${cloudOf(host)}/.default`

/** The same for Azure SQL. Source: Azure's "Microsoft Entra authentication for Azure SQL". */
export const sqlDatabaseScope = (host: string) => `https://database.${cloudOf(host)}/.default`

/** The domain of the databases in each of Microsoft's clouds. */
function cloudOf(host: string): string {
  if (/\.usgovcloudapi\.net$/i.test(host)) return 'usgovcloudapi.net'
  if (/\.chinacloudapi\.cn$/i.test(host)) return 'chinacloudapi.cn'
  return 'windows.net'
}
