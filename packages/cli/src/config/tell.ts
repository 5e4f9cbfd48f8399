import type { DocumentProblem } from '@dmt-providers/central-config'
import type { CommandContext } from '../command.js'
import { visible } from './shown.js'

/** Says something that is no result. */
export function tell({ err }: Pick<CommandContext, 'err'>, message: string): void {
  err(visible(`dmt-providers: ${message}`))
}

/** Says what is wrong with a document that lies in the store all the same. */
export function tellProblems(context: Pick<CommandContext, 'err'>, problems: readonly DocumentProblem[]): void {
  for (const { severity, message } of problems) {
    tell(context, severity === 'error' ? `services refuse this document: ${message}` : message)
  }
}

/** Says why services refuse a document, where they do. */
export function tellErrors(context: Pick<CommandContext, 'err'>, problems: readonly DocumentProblem[]): void {
  tellProblems(
    context,
    problems.filter(({ severity }) => severity === 'error'),
  )
}
