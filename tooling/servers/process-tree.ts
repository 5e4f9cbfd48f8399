import { readFile } from 'node:fs/promises'

/** SIGKILL to a process and to its children, as the crash of a machine would end them. */
export async function killWithChildren(pid: number): Promise<void> {
  const children = await childrenOf(pid)
  for (const one of [pid, ...children]) killIfAlive(one)
}

/** Numbers of a process's children; none where the system does not tell. */
async function childrenOf(pid: number): Promise<number[]> {
  const listed = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return listed.split(' ').filter(Boolean).map(Number)
}

function killIfAlive(pid: number) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
