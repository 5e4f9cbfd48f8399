import { mssqlAt } from './mssql-at.js'

/** The version that a server reports: `2022 (16.0.4150)`, or the name of another engine that speaks its language. */
export async function serverVersion(url: string): Promise<string> {
  const [row] = await mssqlAt(url, 'select @@version as version')
  const text = String(row?.version)
  const [, year, build] = /^Microsoft SQL (?:Server (\d+)|Azure).*?(\d+\.\d+\.\d+)/s.exec(text) ?? []
  if (build !== undefined) return `${year ?? 'Azure'} (${build})`
  const [, engine, number] = /^(\w+).*?\(\w+ ([\d.]+)\)/s.exec(text) ?? []
  return engine === undefined ? 'unknown' : `${engine} ${number}`
}

/** False for an engine that speaks T-SQL and is not SQL Server: what it lacks tells nothing of SQL Server. */
export function isSqlServer(version: string): boolean {
  return /^(\d{4}|Azure) \(/.test(version)
}
