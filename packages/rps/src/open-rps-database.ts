import { answerQuery, findHost, type HostParts, hostError, type QueryResult, storageOfHost } from '@dmt-providers/host'
import { once } from '@dmt-providers/host/entry'
import type { ConfigurationTables } from './configuration-tables.js'
import { rps } from './rps.js'
import type { RpsErrorClass } from './rps-error-class.js'
import { secretsManagerConstructed } from './secrets-manager-constructed.js'
import { withServerTls } from './server-tls.js'
import { storedTables } from './stored-tables.js'

/** What an {@link RpsDatabase} works on once it is open. */
export interface OpenRpsDatabase {
  tables: ConfigurationTables
  query(text: string): Promise<QueryResult>
  close(): Promise<void>
}

/** Finds the service and opens its storage. Throws an error of the form that the ready loop prints. */
export async function openRpsDatabase(
  connectionString: unknown,
  stack: string,
  parts: HostParts<RpsErrorClass> | undefined,
): Promise<OpenRpsDatabase> {
  try {
    const host = await findHost(rps, stack, parts)
    const { store, close } = await storageOfHost(connectionString, host, ['configurations'], withServerTls)
    const answer = answerQuery(store, host.logger)
    const constructed = once(() => secretsManagerConstructed(host))
    const query = async (text: string) => {
      await constructed()
      return await answer(text)
    }
    return { tables: storedTables(store, host), query, close }
  } catch (error) {
    throw hostError(error)
  }
}
