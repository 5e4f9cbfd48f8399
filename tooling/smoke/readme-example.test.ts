import { describe, expect, it } from 'vitest'
import { readmeExample, withServer } from './readme-example.js'

const fence = '```'

describe("a README's first example", () => {
  it('is the first block of code, as JavaScript', () => {
    const readme = `# A\n${fence}bash\nnpm i a\n${fence}\n${fence}ts\nconst a: number = 1\n${fence}\n${fence}ts\nb\n${fence}\n`
    expect(readmeExample(readme)).toMatchObject({ code: 'const a = 1;\n', needs: undefined, imports: [] })
  })

  it('lists the packages that it imports and keeps the server that it needs', () => {
    const code = `import { a } from '@x/y/z'\nimport fs from 'node:fs'\nimport { b } from './b.js'\nconsole.log(a, fs, b)`
    const readme = `<!-- needs: postgres -->\n\n${fence}ts\n${code}\n${fence}`
    expect(readmeExample(readme)).toMatchObject({ needs: 'postgres', imports: ['@x/y', './b.js'] })
  })

  it('is absent from a README without code', () => {
    expect(readmeExample('# A\nNothing.')).toBeUndefined()
  })

  it('gets the address of the real server', () => {
    expect(withServer("open('postgres://u:p@h/d')", 'postgres', 'postgres://real/x')).toBe("open('postgres://real/x')")
  })
})
