import type { Gateway } from '../model/gateway.js'
import { httpRoutes, tcpRoutes } from '../model/route-reading.js'
import { json } from '../render/json.js'
import type { AwsOptions } from '../render/render-options.js'
import type { Renderer } from '../render/renderer.js'
import { yaml } from '../render/yaml.js'
import { handlerSource, verifySource } from './authorizer-sources.js'
import { authorizers, enforcedTokens } from './authorizers.js'
import { awsCapabilities } from './aws-capabilities.js'
import { edge } from './edge.js'
import { httpApi } from './http-api.js'
import { loadBalancers, websockets } from './load-balancers.js'
import { openapi } from './openapi.js'
import { attribute, logicalId, type Parameter } from './template.js'

/** A CloudFormation template with explicit resources, the API in OpenAPI, and the source of the Lambda authorizer. */
export const aws: Renderer<AwsOptions> = {
  title: 'Amazon API Gateway',
  capabilities: awsCapabilities,
  files: (gateway, options) => ({
    'template.yaml': yaml(template(gateway, withEdge(gateway, options))),
    'openapi.template.json': json(openapi(gateway)),
    ...(usesLambda(gateway) ? { 'authorizer/index.mjs': handlerSource, 'authorizer/verify.mjs': verifySource } : {}),
  }),
}

const withEdge = (gateway: Gateway, { edge = 'cloudfront' }: AwsOptions) =>
  edge === 'cloudfront' && websockets(gateway).length > 0

const usesLambda = (gateway: Gateway) => enforcedTokens(gateway).some(({ key }) => key.alg === 'HS256')

const template = (gateway: Gateway, distribution: boolean) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `Gateway ${gateway.name} of the Device Management Toolkit`,
  Parameters: parameters(gateway, distribution),
  Resources: {
    ...httpApi(gateway),
    ...authorizers(gateway),
    ...loadBalancers(gateway),
    ...(distribution ? edge(gateway) : {}),
  },
  Outputs: outputs(gateway, distribution),
})

function parameters(gateway: Gateway, distribution: boolean): Record<string, Parameter> {
  const hasWebsockets = websockets(gateway).length > 0
  const hasBalancer = hasWebsockets || tcpRoutes(gateway).length > 0
  const text = (Description: string): Parameter => ({ Type: 'String', Description })
  return {
    PrivateSubnets: { Type: 'List<AWS::EC2::Subnet::Id>', Description: 'Subnets that reach the services' },
    SecurityGroups: {
      Type: 'List<AWS::EC2::SecurityGroup::Id>',
      Description: 'Security groups of the VPC link and the load balancer',
    },
    ...(hasBalancer
      ? {
          VpcId: { Type: 'AWS::EC2::VPC::Id', Description: 'VPC of the services' },
          PublicSubnets: { Type: 'List<AWS::EC2::Subnet::Id>', Description: 'Subnets of the load balancers' },
        }
      : {}),
    ...(hasWebsockets ? { CertificateArn: text('Certificate of the load balancer, in this region') } : {}),
    ...(distribution && gateway.hosts.length > 0
      ? { EdgeCertificateArn: text('Certificate of CloudFront, in us-east-1') }
      : {}),
    ...Object.assign({}, ...httpTargets(gateway).map(targetParameter)),
    ...(usesLambda(gateway)
      ? {
          AuthorizerBucket: text('Bucket that has authorizer.zip'),
          AuthorizerKey: text('Key of authorizer.zip in that bucket'),
        }
      : {}),
    ...Object.assign(
      {},
      ...secretNames(gateway).map((name) => ({ [`${logicalId(name)}Arn`]: text(`Secrets Manager ARN of ${name}`) })),
    ),
  }
}

const httpTargets = (gateway: Gateway) =>
  gateway.upstreams.filter(({ id }) => httpRoutes(gateway).some(({ kind, to }) => kind === 'http' && to === id))

const targetParameter = ({ id, port }: Gateway['upstreams'][number]) => ({
  [`${logicalId(id)}Target`]: {
    Type: 'String',
    Description: `ARN of the Cloud Map service or load balancer listener of ${id}, port ${port}`,
  },
})

const secretNames = (gateway: Gateway) => [
  ...new Set(enforcedTokens(gateway).flatMap(({ key }) => (key.alg === 'HS256' ? [key.secret.env] : []))),
]

const outputs = (gateway: Gateway, distribution: boolean) => ({
  ApiEndpoint: { Value: attribute('Api', 'ApiEndpoint') },
  ...(distribution ? { Host: { Value: attribute('Edge', 'DomainName') } } : {}),
  ...(websockets(gateway).length === 0 ? {} : { WebsocketHost: { Value: attribute('WebsocketBalancer', 'DNSName') } }),
  ...(tcpRoutes(gateway).length === 0 ? {} : { TcpHost: { Value: attribute('TcpBalancer', 'DNSName') } }),
})
