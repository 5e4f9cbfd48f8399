import type { Gateway } from '../model/gateway.js'
import { json } from '../render/json.js'
import type { Renderer } from '../render/renderer.js'
import { apimCapabilities } from './apim-capabilities.js'
import { bicep } from './bicep.js'
import { openapi } from './openapi.js'
import { policyFiles } from './policy-files.js'
import { keyVariables, resources, secretParameter } from './resources.js'

/** An ARM template for an existing API Management service, the same in Bicep with its policies, and the REST interface in OpenAPI. */
export const azureApim: Renderer<object> = {
  title: 'Azure API Management',
  capabilities: apimCapabilities,
  files: (gateway) => ({
    'main.json': json(template(gateway)),
    'main.bicep': bicep(gateway),
    'openapi.json': json(openapi(gateway)),
    ...policyFiles(gateway),
  }),
}

const template = (gateway: Gateway) => ({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: {
    serviceName: { type: 'string', metadata: { description: 'Name of the API Management service' } },
    ...Object.fromEntries(keyVariables(gateway).map((variable) => [secretParameter(variable), identifier(variable)])),
  },
  resources: resources(gateway),
})

const identifier = (variable: string) => ({
  type: 'string',
  metadata: { description: `Key Vault identifier of the secret that has the base64 of ${variable}` },
})
