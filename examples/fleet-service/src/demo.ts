import { runMain } from './command-line/run-main.js'
import { checkUrls } from './demo/check-urls.js'
import { childEnvironment } from './demo/child-environment.js'
import { readDemoOptions, usage } from './demo/demo-options.js'
import { demonstrate } from './demo/demonstrate.js'
import { makeWorkingFolder } from './demo/working-folder.js'

runMain(async () => {
  const options = readDemoOptions()
  if (options === undefined) {
    console.log(usage)
    return 0
  }
  // Ending the process, rather than being ended by the signal, takes the running service along.
  process.exitCode = 130
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit())
  await checkUrls(options)
  const folder = await makeWorkingFolder(options.folder)
  console.log(`Working folder: ${folder}`)
  return await demonstrate(options, { cwd: folder, env: childEnvironment(options) })
})
