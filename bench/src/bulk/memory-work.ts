/** What is done with every device of a fleet. */
export const memoryTasks = ['import', 'export', 'paging'] as const

/** One of {@link memoryTasks}. */
export type MemoryTask = (typeof memoryTasks)[number]

/** What the process is asked that watches its memory, as its only argument in JSON. */
export interface MemoryWork {
  url: string
  devices: number
  task: MemoryTask
}

/** What it found. Sizes are in bytes. */
export interface MemoryResult {
  /** Resident when the task began: the program itself, with its connection. */
  before: number
  /** Most that was resident at the end of a batch. */
  most: number
  /** Most that was ever resident, as the kernel keeps it (`VmHWM`); `undefined` where there is no such book. */
  highWater: number | undefined
  seconds: number
  /** Devices that passed through. */
  devices: number
}
