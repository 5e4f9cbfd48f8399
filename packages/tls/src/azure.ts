import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'

/**
 * The roots under which Azure's databases have their certificates, by SHA-256.
 * Source: Azure's pages "TLS in Azure Database for PostgreSQL" and "TLS/SSL in Azure Database for MySQL", and the
 * authorities' own repositories.
 */
export const azureRoots: Readonly<Record<string, string>> = {
  'DigiCert Global Root G2':
    'CB:3C:CB:B7:60:31:E5:E0:13:8F:8D:D3:9A:23:F9:DE:47:FF:C3:5E:43:C1:14:4C:EA:27:D4:6A:5A:B1:CB:5F',
  'Microsoft RSA Root Certificate Authority 2017':
    'C7:41:F7:0F:4B:2A:8D:88:BF:2E:71:C1:41:22:EF:53:EF:10:EB:A0:CF:A5:E6:4C:FA:20:F4:18:85:30:73:E0',
  // Of China's regions until 2026, and of servers that were not renewed since.
  'DigiCert Global Root CA':
    '43:48:A0:E9:44:4C:78:CB:26:5E:05:8D:5E:89:44:B4:D8:4F:96:62:BD:26:DB:25:7F:89:34:A4:43:C7:01:61',
}

/** The authorities of Azure's databases, out of those that Node itself carries. */
export function azure(): readonly string[] {
  const wanted = new Set(Object.values(azureRoots))
  return rootCertificates.filter((pem) => wanted.has(new X509Certificate(pem).fingerprint256))
}
