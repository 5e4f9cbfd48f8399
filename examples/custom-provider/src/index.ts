export { createSealedFile } from './create-sealed-file.js'
export { SealedFileDriver } from './driver.js'
export { type SealedFileOptions, sealedFileOptions } from './options.js'
export { providers } from './provider.js'
