/** A resource of a template. */
export interface Resource {
  Type: string
  DependsOn?: string[]
  Properties: Record<string, unknown>
}

/** Resources by logical id. */
export type Resources = Record<string, Resource>

/** A parameter of a template. */
export interface Parameter {
  Type: string
  Description: string
}

/** A logical id, which is letters and digits: `mps-login` is `MpsLogin`, `MPS_JWT_SECRET` is `MpsJwtSecret`. */
export const logicalId = (name: string): string =>
  name
    .toLowerCase()
    .split(/[-_]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

/** The value of a parameter, or the id of a resource. */
export const ref = (name: string) => ({ Ref: name })

/** An attribute of a resource. */
export const attribute = (name: string, of: string) => ({ 'Fn::GetAtt': [name, of] })
