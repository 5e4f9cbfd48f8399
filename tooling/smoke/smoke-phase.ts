import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { merge } from '../run-tests/merge.js'
import { notRun } from '../run-tests/not-run.js'
import type { Phase, PhaseResult } from '../run-tests/phase.js'
import { single } from '../run-tests/single.js'
import { isMissing } from '../servers/server.js'
import { checkWithAttw, checkWithPublint } from './check-tarball.js'
import { checkTypes } from './check-types.js'
import { entriesOf, installInto } from './consumer.js'
import { type NodeProgram, newestLts } from './newest-lts.js'
import { type PackedPackage, packAll } from './pack.js'
import { runCommands } from './run-commands.js'
import { importEntry, runReadme } from './run-on-node.js'

/** The packages as a user gets them: packed, checked, installed into an empty project and used there. */
export const smokePhase: Phase = {
  name: 'smoke',
  needs: ['build'],
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dmt-smoke-'))
    try {
      return await smoke(folder)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function smoke(project: string): Promise<PhaseResult> {
  const packed = await packAll(project)
  const results: PhaseResult[] = []
  for (const one of packed) results.push(await checkWithPublint(one), await checkWithAttw(one))
  const failure = await installInto(project, packed)
  results.push(single('npm install of the tarballs', 'an empty project', failure === undefined, failure ?? ''))
  if (failure === undefined) results.push(await useInstalled(project, packed))
  return merge(results)
}

async function useInstalled(project: string, packed: PackedPackage[]): Promise<PhaseResult> {
  const entries = (await Promise.all(packed.map(({ name }) => entriesOf(project, name)))).flat()
  const own = { version: process.versions.node, path: process.execPath }
  const lts = await newestLts()
  const programs = isMissing(lts) || lts.version === own.version ? [own] : [own, lts]
  const results = [await checkTypes(project, entries)]
  for (const node of programs) results.push(await useOn(node, project, packed, entries))
  if (isMissing(lts)) results.push(notRun('smoke on the newest LTS of Node', lts.missing))
  return merge(results)
}

async function useOn(node: NodeProgram, project: string, packed: PackedPackage[], entries: string[]) {
  const results: PhaseResult[] = []
  for (const entry of entries) results.push(await importEntry(project, entry, node))
  for (const one of packed)
    results.push(await runReadme(project, one, node), ...(await runCommands(project, one, node)))
  return merge(results)
}
