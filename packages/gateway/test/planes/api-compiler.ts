import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheFolder } from '../../../../tooling/servers/cache-folder.js'
import { findProgram } from '../../../../tooling/servers/find-program.js'
import { runCommand } from '../../../../tooling/servers/run-command.js'
import type { MissingServer } from '../../../../tooling/servers/server.js'

/** Google's compiler from OpenAPI to the configuration of a service. */
export interface ApiCompiler {
  version: string
  /** The service that a document describes, as JSON. Throws what the compiler says against it. */
  compile(document: string): Promise<unknown>
}

const version = '0.0.8'
/** The parser that it was built with: a later one has lost methods that it calls. */
const jackson = '2.4.5'

const dependency = (group: string, name: string, of: string) =>
  `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${of}</version></dependency>`

const project = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>none</groupId><artifactId>none</artifactId><version>1</version><dependencies>
${dependency('com.google.api', 'api-compiler', version)}
${['databind', 'core', 'annotations'].map((name) => dependency('com.fasterxml.jackson.core', `jackson-${name}`, jackson)).join('')}
${dependency('com.fasterxml.jackson.dataformat', 'jackson-dataformat-yaml', jackson)}
</dependencies></project>`

/** Finds the compiler, or fetches it by Maven into a folder that is kept between runs. */
export async function apiCompiler(): Promise<ApiCompiler | MissingServer> {
  const [java, maven] = [findProgram('java'), findProgram('mvn')]
  if (java === undefined || maven === undefined) return { missing: 'there is no java and mvn on the PATH' }
  const jars = join(await cacheFolder('api-compiler'), version)
  try {
    if (!existsSync(jars)) await fetchJars(maven, jars)
  } catch (error) {
    return { missing: `api-compiler ${version}: ${error instanceof Error ? error.message : String(error)}` }
  }
  return { version, compile: (document) => compile(java, jars, document) }
}

/** Fetches beside the place and renames: test files run at once, and none may see half of it. */
async function fetchJars(maven: string, place: string): Promise<void> {
  const folder = await mkdtemp(`${place}-`)
  try {
    const pom = join(folder, 'pom.xml')
    await writeFile(pom, project)
    const jars = join(folder, 'jars')
    await runCommand(maven, ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`])
    await rename(jars, place)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function compile(java: string, jars: string, document: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'dmt-endpoints-'))
  const input = join(folder, 'openapi.yaml')
  try {
    await writeFile(input, document)
    const opened = ['--add-opens', 'java.base/java.lang=ALL-UNNAMED', '-cp', `${jars}/*`]
    const main = 'com.google.api.tools.framework.tools.configgen.ServiceConfigGeneratorTool'
    const text = join(folder, 'service.json')
    const said = await runCommand(java, [...opened, main, '--openapi', input, '--json_out', text], { cwd: folder })
    const errors = said.split('\n').filter((line) => /ERROR/.test(line))
    if (errors.length > 0 || !existsSync(text)) throw new Error(`refused: ${errors.join(' | ') || said.slice(-400)}`)
    return JSON.parse(await readFile(text, 'utf8'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
