import type { ReferencedTable, Tenant } from './configuration-tables.js'
import { StoredTable, type Tenanted } from './stored-table.js'

/** A table whose rows profiles refer to. */
export class ReferencedStoredTable<Row, Input extends Tenanted>
  extends StoredTable<Row, Input>
  implements ReferencedTable<Row, Input>
{
  async checkProfileExits(name: string, tenantId: Tenant = ''): Promise<boolean> {
    return (await this.getByName(name, tenantId)) !== null
  }
}
