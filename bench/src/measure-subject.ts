import { deviceCalls } from './device-calls.js'
import { type CallResult, type Effort, measureCall } from './measure-call.js'
import type { Subject } from './subject.js'

/** Measures every call, or only those named, at each number of callers, one after the other. */
export async function* measureSubject(
  subject: Subject,
  callers: readonly number[],
  effort: Effort,
  only: readonly string[] = [],
): AsyncGenerator<CallResult> {
  const chosen = deviceCalls.filter(({ name }) => only.length === 0 || only.includes(name))
  for (const number of callers) {
    for (const call of chosen) yield await measureCall(subject, call, number, effort)
  }
}
