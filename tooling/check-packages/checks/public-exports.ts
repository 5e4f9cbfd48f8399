import ts from 'typescript'
import { parse, resolveRelative } from '../typescript-file.js'
import type { Check, Files, Problem, Workspace, WorkspacePackage } from '../workspace.js'

/** Every entry of a package exports by name, `src/index.ts` does nothing else, and each export has a docstring. */
export const publicExports: Check = (workspace) =>
  workspace.packages.flatMap((one) =>
    entrySources(one, workspace).flatMap((path) => entryProblems(path, workspace.files)),
  )

/** The sources of the entries: `./dist/vitest.d.ts` is built from `src/vitest.ts`. */
function entrySources({ folder, manifest }: WorkspacePackage, { files }: Workspace): string[] {
  const targets = JSON.stringify(manifest.exports ?? {}).matchAll(/"\.\/dist\/([^"]+)\.d\.ts"/g)
  const sources = [...targets].map(([, name]) => `${folder}/src/${name}.ts`)
  return [...new Set([`${folder}/src/index.ts`, ...sources])].filter((path) => files.has(path))
}

function entryProblems(path: string, files: Files): Problem[] {
  const { statements } = parse(path, files.get(path) ?? '')
  const isIndex = path.endsWith('/src/index.ts')
  return statements.flatMap((statement): Problem[] => {
    if (ts.isExportDeclaration(statement)) return reExportProblems(statement, path, files)
    return isIndex ? [{ path, message: `only "export { name } from": not "${firstWords(statement)}"` }] : []
  })
}

const firstWords = (statement: ts.Statement) => statement.getText().split('\n')[0]?.slice(0, 60)

function reExportProblems(
  { exportClause, moduleSpecifier }: ts.ExportDeclaration,
  path: string,
  files: Files,
): Problem[] {
  if (!exportClause || !ts.isNamedExports(exportClause)) return [{ path, message: 'export each name, not *' }]
  if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return []
  const source = resolveRelative(files, path, moduleSpecifier.text)
  if (source === undefined) return []
  return exportClause.elements
    .map(({ propertyName, name }) => (propertyName ?? name).text)
    .filter((name) => !isDocumented(name, source, files))
    .map((name) => ({ path: source, message: `${name} is a public export and has no docstring` }))
}

function isDocumented(name: string, path: string, files: Files): boolean {
  const { statements } = parse(path, files.get(path) ?? '')
  const declarations = statements.filter((statement) => declares(statement, name))
  if (declarations.length > 0) return declarations.some((one) => ts.getJSDocCommentsAndTags(one).some(ts.isJSDoc))
  return statements.some((statement) => isDocumentedElsewhere(statement, name, path, files))
}

function declares(statement: ts.Statement, name: string): boolean {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.some((one) => one.name.getText() === name)
  }
  return isNamed(statement) && statement.name?.text === name
}

const isNamed = (node: ts.Statement) =>
  ts.isFunctionDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isEnumDeclaration(node)

/** A name that this file only passes on is documented where it is declared, another package's in that package. */
function isDocumentedElsewhere(statement: ts.Statement, name: string, path: string, files: Files): boolean {
  if (!ts.isExportDeclaration(statement) && !ts.isImportDeclaration(statement)) return false
  const { moduleSpecifier } = statement
  const element = elementsOf(statement).find((one) => one.name.text === name)
  if (!element || !moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return false
  const source = resolveRelative(files, path, moduleSpecifier.text)
  return source === undefined || isDocumented((element.propertyName ?? element.name).text, source, files)
}

function elementsOf(
  statement: ts.ExportDeclaration | ts.ImportDeclaration,
): readonly (ts.ExportSpecifier | ts.ImportSpecifier)[] {
  if (ts.isExportDeclaration(statement)) {
    return statement.exportClause && ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements : []
  }
  const bindings = statement.importClause?.namedBindings
  return bindings && ts.isNamedImports(bindings) ? bindings.elements : []
}
