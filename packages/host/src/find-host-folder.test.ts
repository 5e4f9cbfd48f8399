import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Environment } from '@dmt-providers/core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findHostFolder } from './find-host-folder.js'

const kind = {
  name: 'MPS',
  errorModule: 'utils/MPSValidationError.js',
  errorExport: 'MPSValidationError',
  loggerModule: 'logging/index.js',
  loggerOf: () => undefined,
}

describe('the folder of the running service', () => {
  const program = process.argv[1]
  let root = ''
  let expected = ''

  beforeAll(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'dmt host (1) ')))
    await mkdir(join(root, 'dist/utils'), { recursive: true })
    await mkdir(join(root, 'dist/factories'), { recursive: true })
    for (const file of ['index.js', 'utils/MPSValidationError.js', 'factories/DbCreatorFactory.js'])
      await writeFile(join(root, 'dist', file), '')
    await symlink(join(root, 'dist/index.js'), join(root, 'linked.js'))
    expected = pathToFileURL(join(root, 'dist/')).href
  })
  afterEach(() => {
    if (program !== undefined) process.argv[1] = program
  })
  afterAll(() => rm(root, { recursive: true }))

  const find = (stack: string, environment: Record<string, string> = {}) =>
    findHostFolder(kind, stack, new Environment(environment))

  it('is the one above the factory that constructed the adapter', () => {
    const factory = pathToFileURL(join(root, 'dist/factories/DbCreatorFactory.js')).href
    expect(find(`Error\n    at new Db (file:///x/db.js:1:1)\n    at F.getDb (${factory}?a=1:16:45)`)).toBe(expected)
    expect(find(`Error\n    at ${factory}:16:45`)).toBe(expected)
  })

  it.each([['dist/index.js'], ['dist'], ['.'], ['linked.js']])('is found beside or in the program %s', (path) => {
    process.argv[1] = join(root, path)
    expect(find('Error')).toBe(expected)
  })

  it.each([
    ['a path', (folder: string) => folder],
    ['a URL', (folder: string) => pathToFileURL(folder).href],
  ])('is the one that the environment names by %s', (_, write) => {
    expect(find('Error', { dmt_host_folder: write(join(root, 'dist')) })).toBe(expected)
  })

  it('is missed with everything that was tried and the variable that names it', () => {
    process.argv[1] = join(root, 'dist/utils')
    expect(() => find('Error')).toThrow(
      expect.objectContaining({ code: 'invalid-options', message: expect.stringContaining(join(root, 'dist/utils')) }),
    )
    expect(() => find('Error')).toThrow('set DMT_HOST_FOLDER to the folder of the built service')
  })
})
