import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type CompositeMapper, createSerializer } from '@azure/core-client'
import { describe, expect, it } from 'vitest'
import { render } from '../src/index.js'
import { mergePatch } from '../src/render/merge-patch.js'
import { allowed } from './allowed-gaps.js'
import { samples } from './sample-gateways.js'

interface Resource {
  type: string
  properties: Record<string, unknown>
}

// The tables by which Azure's own client writes requests: fields, types and bounds of every resource.
const entry = createRequire(import.meta.url).resolve('@azure/arm-apimanagement')
const tables = (await import(pathToFileURL(join(dirname(entry), 'models/mappers.js')).href)) as {
  default: Record<string, CompositeMapper>
}
const serializer = createSerializer(tables.default, false)

const contracts: Record<string, string> = {
  namedValues: 'NamedValueCreateContract',
  apis: 'ApiCreateOrUpdateParameter',
  'apis/policies': 'PolicyContract',
  'apis/operations': 'OperationContract',
  'apis/operations/policies': 'PolicyContract',
}

/** The properties as the client would send them: what its contract has not is gone, what is of a wrong type throws. */
function asSent({ type, properties }: Resource): unknown {
  const contract = contracts[type.replace('Microsoft.ApiManagement/service/', '')]
  const table = contract === undefined ? undefined : tables.default[contract]
  if (table === undefined) throw new Error(`no contract for ${type}`)
  return serializer.serialize(table, serializer.deserialize(table, { properties }, type), type).properties
}

const resourcesOf = (name: keyof typeof samples): Resource[] => {
  const gateway = samples[name]
  if (gateway === undefined) throw new Error(`there is no sample ${name}`)
  const { files } = render(gateway, { target: 'azure-apim', allow: allowed['azure-apim'] })
  return (JSON.parse(files.get('main.json') ?? '') as { resources: Resource[] }).resources
}

describe('the resources of API Management [by the contracts of @azure/arm-apimanagement 10]', () => {
  it.each(Object.keys(samples))('%s has nothing that they have not', (name) => {
    for (const resource of resourcesOf(name)) expect(asSent(resource)).toEqual(resource.properties)
  })

  it.each([
    ['a misspelt field', 'apis', { displayNme: 'x' }],
    ['a text for a truth value', 'apis', { subscriptionRequired: 'no' }],
    ['a list for a text', 'apis', { path: ['mps'] }],
    ['a number for a name', 'apis/operations', { displayName: 7 }],
    ['a protocol alone for a list of them', 'apis', { protocols: 'https' }],
    ['an operation without a method', 'apis/operations', { method: null, urlTemplate: null, displayName: null }],
    ['a policy without its text', 'apis/policies', { value: 7 }],
    ['a secret in clear beside its field', 'namedValues', { keyVault: { secret: 'x' } }],
  ])('refuses %s', (_name, type, mistake) => {
    const found = resourcesOf('mps').find((one) => one.type === `Microsoft.ApiManagement/service/${type}`)
    if (found === undefined) throw new Error(`no ${type} was rendered`)
    const spoiled = { ...found, properties: mergePatch(found.properties, mistake) as Record<string, unknown> }
    expect(() => expect(asSent(spoiled)).toEqual(spoiled.properties)).toThrow()
  })
})
