import { expect, it } from 'vitest'
import { ossRdbmsScope, sqlDatabaseScope } from './entra-scopes.js'

it.each([
  ['db.postgres.database.azure.com', 'windows.net'],
  ['db.postgres.database.usgovcloudapi.net', 'usgovcloudapi.net'],
  ['db.database.chinacloudapi.cn', 'chinacloudapi.cn'],
])('a token for %s is asked for in its cloud', (host, domain) => {
  expect(ossRdbmsScope(host)).toBe(`https://ossrdbms-aad.database.${domain}/.default`)
  expect(sqlDatabaseScope(host)).toBe(`https://database.${domain}/.default`)
})
