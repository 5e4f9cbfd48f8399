export { createFile } from './create-file.js'
export { FileDriver } from './driver.js'
export { type FileOptions, fileOptions } from './options.js'
export { providers } from './provider.js'
