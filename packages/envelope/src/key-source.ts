import { readFileSync, type Stats, statSync } from 'node:fs'
import { type Environment, ProviderError } from '@dmt-providers/core'
import { keySchemes } from './key-services.js'
import { pathFromUrl } from './path-from-url.js'

/** Far more than any list of keys; keeps a wrong path from reading a whole disk. */
const largestFile = 16_384

/**
 * Reads a text that must stay secret from a file, without surrounding white space. Throws `invalid-options` when there is no such file,
 * `permission-denied` when it may not be read or when other users may write it.
 *
 * A file that others may read only causes a warning: the orchestrators' own mounts are world-readable (a Docker secret
 * has mode 0444, a Kubernetes secret 0644 unless told otherwise), so refusing would turn away the usual deployment. One
 * that others may write is refused, since whoever writes it chooses the key.
 */
export function readSecretFile(file: string, parameter: string): string {
  try {
    const stats = statSync(file)
    checkFile(stats, file, parameter)
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw unreadable(error, file, parameter)
  }
}

/**
 * Looks up a text that must stay secret: the environment variable `name`, or the file that `<name>_FILE` names.
 * `undefined` when neither is set; throws `invalid-options` when both are.
 */
export function secretVariable(environment: Environment, name: string): string | undefined {
  const value = environment.get(name)
  const file = environment.get(`${name}_FILE`)
  if (file === undefined) return value
  if (value === undefined) return readSecretFile(file, `${name}_FILE`)
  throw new ProviderError('invalid-options', `${name} and ${name}_FILE are both set; unset one of them`)
}

/** Reads the text of a key from where `source` says: `file:<path>`, `env:<NAME>`, or the text itself. */
export function keyText(source: string, parameter: string, environment: Environment): string {
  const [, scheme, rest = ''] = /^([a-z][a-z0-9-]*):(.*)$/s.exec(source) ?? []
  if (scheme === undefined) return source
  if (scheme === 'file') return readSecretFile(pathFromUrl(rest, parameter), parameter)
  if (scheme === 'env') return variable(environment, rest, parameter)
  throw new ProviderError(
    'invalid-options',
    `${parameter}: ${scheme}: is no source of keys that this release knows; write file:<path>, env:<NAME> or ` +
      `${keySchemes().join(', ')}, or pass a KeyWrapper in code`,
  )
}

function variable(environment: Environment, name: string, parameter: string): string {
  const text = secretVariable(environment, name)
  if (text !== undefined) return text
  throw new ProviderError(
    'invalid-options',
    `${parameter}: the environment variable ${name} is not set, nor is ${name}_FILE; set one of them or correct the name`,
  )
}

function checkFile(stats: Stats, file: string, parameter: string): void {
  if (!stats.isFile() || stats.size > largestFile) {
    const shape = stats.isFile() ? `a file of ${stats.size} bytes` : 'no regular file'
    throw new ProviderError('invalid-options', `${parameter}: ${file} is ${shape}; name the file that holds the key`)
  }
  // Windows answers mode bits that say nothing about who may read.
  if (process.platform === 'win32') return
  if ((stats.mode & 0o022) !== 0) {
    const text = `${parameter}: other users may write ${file}, and so choose the key; run: chmod 600 ${file}`
    throw new ProviderError('permission-denied', text)
  }
  if ((stats.mode & 0o004) === 0) return
  process.emitWarning(`${parameter}: every user of this machine may read ${file}; run: chmod 600 ${file}`, {
    code: 'DMT_ENVELOPE_KEY_READABLE',
  })
}

function unreadable(error: unknown, file: string, parameter: string): unknown {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new ProviderError('invalid-options', `${parameter}: there is no file ${file}; correct the path`)
  }
  if (code === 'EACCES' || code === 'EPERM') {
    const text = `${parameter}: this process may not read ${file}; make its user the owner of that file`
    return new ProviderError('permission-denied', text, { nativeCode: code })
  }
  return error
}
