import type { Gateway } from '../model/gateway.js'
import type { HttpRoute } from '../model/route-schema.js'
import { websockets } from './load-balancers.js'
import { attribute, type Resources, ref } from './template.js'

// Policies that AWS manages, by the ids that its documentation gives them.
const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'
const allViewer = '216adef6-5c7f-47e4-b989-5492eafa07d3'
const allViewerExceptHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac'

/** One host for REST and websockets, which the sample web interface needs. */
export const edge = (gateway: Gateway): Resources => ({
  Edge: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Comment: gateway.name,
        HttpVersion: 'http2',
        ...(gateway.hosts.length === 0 ? {} : viewer(gateway.hosts)),
        Origins: [
          {
            Id: 'api',
            DomainName: { 'Fn::Sub': `\${Api}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}` },
            CustomOriginConfig: https,
          },
          { Id: 'websockets', DomainName: attribute('WebsocketBalancer', 'DNSName'), CustomOriginConfig: https },
        ],
        DefaultCacheBehavior: behaviour('api', allViewerExceptHost),
        CacheBehaviors: websockets(gateway)
          .flatMap(patterns)
          .map((PathPattern) => ({ PathPattern, ...behaviour('websockets', allViewer) })),
      },
    },
  },
})

const https = { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] }

const viewer = (hosts: string[]) => ({
  Aliases: hosts,
  ViewerCertificate: {
    AcmCertificateArn: ref('EdgeCertificateArn'),
    SslSupportMethod: 'sni-only',
    MinimumProtocolVersion: 'TLSv1.2_2021',
  },
})

const patterns = ({ match: { path, type } }: HttpRoute) => (type === 'exact' ? [path] : [path, `${path}/*`])

const behaviour = (origin: string, requestPolicy: string) => ({
  TargetOriginId: origin,
  ViewerProtocolPolicy: 'https-only',
  AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
  CachePolicyId: cachingDisabled,
  OriginRequestPolicyId: requestPolicy,
})
