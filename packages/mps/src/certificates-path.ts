/** Path of the certificates of MPS, the CIRA root among them. */
export const certificatesPath = 'MPSCerts'
