import { stringify } from 'yaml'

/**
 * YAML in the order of the fields as they are given, long texts unbroken, so that the same input is the same text.
 * Gateways read YAML 1.1, to which a bare `off` is a boolean.
 */
export const yaml = (value: unknown): string =>
  stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' })
