import { chmod, symlink, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { Environment } from '@dmt-providers/core'
import { describe, expect, it } from 'vitest'
import { asUnprivileged } from '../../../tooling/fixtures/as-unprivileged.js'
import { tempFolder } from '../../../tooling/fixtures/temp-folder.js'
import { keyText, readSecretFile, secretVariable } from './key-source.js'

const none = new Environment({})

async function keyFile(mode = 0o600, text = 'the key\n') {
  const file = join(await tempFolder(), 'envelope.key')
  await writeFile(file, text)
  await chmod(file, mode)
  return file
}

/** Warnings that a piece of code causes. */
async function warningsOf(run: () => unknown): Promise<Error[]> {
  const warnings: Error[] = []
  const listen = (warning: Error) => warnings.push(warning)
  process.on('warning', listen)
  run()
  // Node emits a warning on the next tick.
  await new Promise((resolve) => setImmediate(resolve))
  process.off('warning', listen)
  return warnings
}

describe('the source of a key', () => {
  it('may be a file, by relative, absolute or file-URL path, or through a link', async () => {
    const file = await keyFile()
    await symlink(file, `${file}.link`)
    for (const path of [file, `//${file}`, `${file}.link`]) expect(keyText(`file:${path}`, 'key', none)).toBe('the key')
    expect(keyText(`file:${relative('.', file)}`, 'key', none)).toBe('the key')
  })

  it('may be an environment variable, written in any case, or the file that one names', async () => {
    const file = await keyFile()
    expect(keyText('env:MY_KEY', 'key', new Environment({ my_key: 'a' }))).toBe('a')
    expect(keyText('env:MY_KEY', 'key', new Environment({ MY_KEY_FILE: file }))).toBe('the key')
    expect(secretVariable(none, 'MY_KEY')).toBeUndefined()
  })

  it('may be the text itself', () => {
    expect(keyText('AbC+/=', 'key', none)).toBe('AbC+/=')
  })

  it.each([
    ['env:MY_KEY', 'MY_KEY is not set, nor is MY_KEY_FILE'],
    ['file:', 'names no file'],
    ['file:./no-such.key', 'there is no file'],
    ['file:./package.json/key', 'there is no file'],
    ['file:.', 'no regular file'],
    ['file:/dev/zero', 'no regular file'],
    ['file://server/share/key', 'is no path of this machine'],
    ['aws-ksm:arn', 'aws-ksm: is no source of keys .*aws-kms:'],
  ])('is refused when it is %s', (source, problem) => {
    expect(() => keyText(source, 'key', none)).toThrow(
      expect.objectContaining({ code: 'invalid-options', message: expect.stringMatching(`^key: .*${problem}`) }),
    )
  })

  it('is refused when it is set twice, or is a large file', async () => {
    const twice = new Environment({ MY_KEY: 'a', MY_KEY_FILE: 'b' })
    expect(() => secretVariable(twice, 'MY_KEY')).toThrow('MY_KEY and MY_KEY_FILE are both set')
    const large = await keyFile(0o600, 'x'.repeat(20_000))
    expect(() => readSecretFile(large, 'key')).toThrow('is a file of 20000 bytes')
  })
})

describe('a key file', () => {
  it.each([0o600, 0o400, 0o640, 0o440])('of mode %o is read without a word', async (mode) => {
    const file = await keyFile(mode)
    expect(await warningsOf(() => readSecretFile(file, 'key'))).toEqual([])
  })

  it.each([0o644, 0o444])('of mode %o, as orchestrators mount it, is read with a warning', async (mode) => {
    const file = await keyFile(mode)
    const [warning] = await warningsOf(() => readSecretFile(file, 'key'))
    expect(warning).toMatchObject({ code: 'DMT_ENVELOPE_KEY_READABLE' })
    expect(warning?.message).toContain(`chmod 600 ${file}`)
    expect(warning?.message).not.toContain('the key\n')
  })

  it.each([0o620, 0o602, 0o666])('of mode %o is refused, since others may choose the key', async (mode) => {
    const file = await keyFile(mode)
    expect(() => readSecretFile(file, 'key')).toThrow(
      expect.objectContaining({ code: 'permission-denied', message: expect.stringContaining('other users may write') }),
    )
  })

  it('that may not be read is permission-denied', async () => {
    const file = await keyFile(0)
    await chmod(join(file, '..'), 0o755)
    const error = await asUnprivileged(async () => {
      try {
        return readSecretFile(file, 'key')
      } catch (one) {
        return one
      }
    })
    expect(error).toMatchObject({ code: 'permission-denied', nativeCode: 'EACCES' })
  })
})
