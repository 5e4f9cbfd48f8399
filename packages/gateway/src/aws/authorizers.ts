import { GatewayError } from '../gateway-error.js'
import type { Gateway } from '../model/gateway.js'
import { httpRoutes, tokenOf } from '../model/route-reading.js'
import type { TokenRule, TokenSource } from '../model/token-schema.js'
import { attribute, logicalId, type Resource, type Resources, ref } from './template.js'

/** The logical id of the authorizer of a token rule. */
export const authorizerId = (token: string): string => `${logicalId(token)}Authorizer`

/** The token rules that an http route enforces; those of websockets have nothing here that could. */
export const enforcedTokens = (gateway: Gateway): TokenRule[] =>
  gateway.tokens.filter(({ id }) => httpRoutes(gateway).some((route) => route.kind === 'http' && tokenOf(route) === id))

/** An authorizer per token rule: a Lambda function for HS256, API Gateway's own for RS256. */
export const authorizers = (gateway: Gateway): Resources =>
  Object.assign(
    {},
    ...enforcedTokens(gateway).map((rule) =>
      rule.key.alg === 'HS256' ? byLambda(gateway, rule) : byJwt(gateway, rule),
    ),
  )

function byJwt({ name }: Gateway, rule: TokenRule): Resources {
  const audience = rule.key.alg === 'RS256' ? rule.key.audience : undefined
  if (rule.claims.some((claim) => 'equals' in claim)) {
    throw new GatewayError('unsupported', [
      `tokens.${rule.id}.claims: the JWT authorizer of AWS compares no claim; leave them out, and to the service`,
    ])
  }
  if (audience === undefined) {
    throw new GatewayError('invalid-options', [
      `tokens.${rule.id}.key.audience: the JWT authorizer of AWS needs it; set the aud or client_id of the tokens`,
    ])
  }
  return {
    [authorizerId(rule.id)]: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: ref('Api'),
        Name: `${name}-${rule.id}`,
        AuthorizerType: 'JWT',
        IdentitySource: identitySources(rule.sources).slice(0, 1),
        JwtConfiguration: { Issuer: rule.issuer, Audience: [audience] },
      },
    },
  }
}

/** The headers and query parameters of a rule, as API Gateway names them. */
export const identitySources = (sources: TokenSource[]): string[] => sources.flatMap(identitySource)

const identitySource = (source: TokenSource): string[] => {
  if (source.in === 'header') return [`$request.header.${source.name}`]
  return source.in === 'query' ? [`$request.querystring.${source.name}`] : []
}

function byLambda(gateway: Gateway, rule: TokenRule): Resources {
  const id = logicalId(rule.id)
  return {
    [`${id}AuthorizerRole`]: role(rule),
    [`${id}AuthorizerFunction`]: lambda(gateway, rule),
    [`${id}AuthorizerPermission`]: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: ref(`${id}AuthorizerFunction`),
        Principal: 'apigateway.amazonaws.com',
        SourceArn: { 'Fn::Sub': `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*` },
      },
    },
    [authorizerId(rule.id)]: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: ref('Api'),
        Name: `${gateway.name}-${rule.id}`,
        AuthorizerType: 'REQUEST',
        AuthorizerPayloadFormatVersion: '2.0',
        EnableSimpleResponses: true,
        // A cached answer would outlive the token that it was for.
        AuthorizerResultTtlInSeconds: 0,
        AuthorizerUri: {
          'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${id}AuthorizerFunction.Arn}/invocations`,
        },
        ...missingIs401(rule),
      },
    },
  }
}

/** With one header as the only source API Gateway itself answers a missing token, with 401. */
function missingIs401({ sources: [first, ...others] }: TokenRule) {
  return first?.in === 'header' && others.length === 0 ? { IdentitySource: [`$request.header.${first.name}`] } : {}
}

const secretParameter = (rule: TokenRule) => (rule.key.alg === 'HS256' ? `${logicalId(rule.key.secret.env)}Arn` : '')

const lambda = (gateway: Gateway, rule: TokenRule): Resource => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Code: { S3Bucket: ref('AuthorizerBucket'), S3Key: ref('AuthorizerKey') },
    Role: attribute(`${logicalId(rule.id)}AuthorizerRole`, 'Arn'),
    MemorySize: 256,
    Timeout: 5,
    Description: `${gateway.name}: checks the tokens of ${rule.id}`,
    Environment: {
      Variables: {
        ISSUER: rule.issuer,
        SECRET_ARN: ref(secretParameter(rule)),
        SOURCES: JSON.stringify(rule.sources),
        ...claimsOf(rule),
      },
    },
  },
})

const claimsOf = ({ claims }: TokenRule) => {
  const fixed = claims.flatMap((claim) => ('equals' in claim ? [[claim.name, claim.equals]] : []))
  return fixed.length === 0 ? {} : { CLAIMS: JSON.stringify(Object.fromEntries(fixed)) }
}

const role = (rule: TokenRule): Resource => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    ManagedPolicyArns: [
      { 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole` },
    ],
    Policies: [
      {
        PolicyName: 'read-the-key',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: ref(secretParameter(rule)) },
          ],
        },
      },
    ],
  },
})
