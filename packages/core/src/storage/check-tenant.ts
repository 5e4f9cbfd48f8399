import { checkText } from './check-field.js'

/** Checks a tenant id: a text of at most 36 characters, which may be empty. */
export function checkTenant(tenantId: unknown): string {
  return checkText('tenantId', tenantId, 36)
}
