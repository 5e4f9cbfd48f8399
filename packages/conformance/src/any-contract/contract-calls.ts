import type { CallOptions } from '@dmt-providers/core'

/** One call of a contract on a store; `context` gives the names to use. */
export type ContractCall<Store, Context> = (store: Store, context: Context, options?: CallOptions) => Promise<unknown>

/** A contract's calls, as the cases see them that hold for every contract. */
export interface ContractCalls<Store, Context> {
  /** First part of the ids of its cases. */
  readonly contract: string
  /** Adds what {@link ContractCalls.read} reads. */
  seed: ContractCall<Store, Context>
  /** Reads it; an answer that stands for absent would be `undefined`. */
  read: ContractCall<Store, Context>
  /** Adds something else. */
  write: ContractCall<Store, Context>
  /** Whether what {@link ContractCalls.write} adds is there. */
  wasWritten(store: Store, context: Context): Promise<boolean>
  /** The call that proves that the store answers. */
  readonly probe: ContractCall<Store, Context>
  /** Every other call of the contract, by name, with valid arguments. */
  readonly calls: Readonly<Record<string, ContractCall<Store, Context>>>
}
