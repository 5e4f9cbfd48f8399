import type { Hosts } from '../interfaces/hosts.js'
import { ensureRow, ensureSecret } from './ensure.js'
import {
  ciraConfig,
  ciraProfile,
  domain,
  ieee8021xProfile,
  proxyConfig,
  secureWirelessProfile,
  tlsProfile,
  wirelessIeee8021xProfile,
  wirelessProfile,
} from './fleet-records.js'
import { sampleCertificate, toPfx } from './sample-certificate.js'
import { samplePassword } from './sample-password.js'

/** What a run created or found. */
export interface CreatedRecords {
  /** Rows that were not there before. */
  created: number
  /** Rows that were. */
  existing: number
  /** Paths of every secret that belongs to the records. */
  secretPaths: string[]
}

/**
 * Creates a CIRA config, a domain, 802.1x, Wi-Fi and proxy profiles and two AMT profiles, each with its secret where RPS
 * keeps one, and the passwords of a device. The row comes first and both parts are only added where they are missing,
 * so a run that was cut short is completed by the next. Secrets are random.
 */
export async function createRecords({ db, secrets }: Hosts['rps'], deviceGuid: string): Promise<CreatedRecords> {
  const certificates = { mps: sampleCertificate('mps.corp.example'), domain: sampleCertificate('corp.example') }
  const rows = [
    await ensureRow(db.ciraConfigs, 'headquarters-cira', ciraConfig(base64Of(certificates.mps.certificate))),
    await ensureRow(db.domains, 'corp', domain(certificates.domain.expires)),
    await ensureRow(db.ieee8021xProfiles, ieee8021xProfile.profileName, ieee8021xProfile),
    await ensureRow(db.ieee8021xProfiles, wirelessIeee8021xProfile.profileName, wirelessIeee8021xProfile),
    await ensureRow(db.wirelessProfiles, wirelessProfile.profileName, wirelessProfile),
    await ensureRow(db.wirelessProfiles, secureWirelessProfile.profileName, secureWirelessProfile),
    await ensureRow(db.proxyConfigs, proxyConfig.name, proxyConfig),
    await ensureRow(db.profiles, ciraProfile.profileName, ciraProfile),
    await ensureRow(db.profiles, tlsProfile.profileName, tlsProfile),
  ]
  const wanted = secretsOf(deviceGuid, certificates.domain)
  for (const [path, secret] of Object.entries(wanted)) await ensureSecret(secrets, path, secret)
  const created = rows.filter(Boolean).length
  return { created, existing: rows.length - created, secretPaths: Object.keys(wanted) }
}

/** The secrets by their paths, in the shapes that RPS writes. */
function secretsOf(deviceGuid: string, domainCertificate: ReturnType<typeof sampleCertificate>) {
  const pfxPassword = samplePassword()
  const passwords = () => ({ AMT_PASSWORD: samplePassword(), MEBX_PASSWORD: samplePassword() })
  const tls = (name: string) => {
    const { certificate: pem, privateKey } = sampleCertificate(name)
    return { pem, privateKey }
  }
  return {
    'CIRAConfigs/headquarters-cira': { MPS_PASSWORD: samplePassword() },
    'certs/corp': { CERT: toPfx(domainCertificate, pfxPassword), CERT_PASSWORD: pfxPassword },
    [`Wireless/${wirelessProfile.profileName}`]: { PSK_PASSPHRASE: samplePassword() },
    [`profiles/${ciraProfile.profileName}`]: passwords(),
    [`profiles/${tlsProfile.profileName}`]: passwords(),
    [`TLS/${tlsProfile.profileName}`]: { ROOT_CERTIFICATE: tls('root'), ISSUED_CERTIFICATE: tls('issued') },
    [`devices/${deviceGuid}`]: { ...passwords(), MPS_PASSWORD: samplePassword() },
  }
}

/** RPS keeps the MPS certificate without the lines around it. */
const base64Of = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, '')
