/** The spellings of a provider's name that its files use. */
export interface ProviderName {
  /** `my-store` */
  name: string
  /** `MyStore` */
  Name: string
  /** `myStore` */
  camel: string
  /** `MY_STORE` */
  NAME: string
  /** `my_store` */
  lower: string
}

/** Reads a name in kebab case; throws when it is none. */
export function providerName(name: string): ProviderName {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
    throw new Error(`"${name}" is no name for a provider: write the product's name in kebab case, such as my-store`)
  }
  const words = name.split('-')
  const Name = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('')
  const lower = words.join('_')
  return { name, Name, camel: Name.slice(0, 1).toLowerCase() + Name.slice(1), NAME: lower.toUpperCase(), lower }
}
