import type { Interceptor, InterceptorOptions, NextCall } from '@grpc/grpc-js'

/** What etcd3 looks for in an error before it logs in by itself and tries again without end. */
const refusedToken = 'etcdserver: invalid auth token'

/** grpc-js, once it is loaded. */
type Grpc = typeof import('@grpc/grpc-js')

/**
 * Sends the token of the moment with each call. Watches also say that they need a node which has a leader: one that is
 * cut off from the others would be silent for ever. Source: etcd, api/v3rpc/rpctypes/metadatafields.go.
 */
export function callMetadata({ InterceptingCall }: Grpc, token: () => string | undefined): Interceptor {
  return (options: InterceptorOptions, next: NextCall) =>
    new InterceptingCall(next(options), {
      start(metadata, _, send) {
        const { path, responseStream } = options.method_definition
        // A login that is sent with the token which it replaces is refused as well.
        const current = path.endsWith('/Authenticate') ? undefined : token()
        if (current !== undefined) metadata.set('token', current)
        if (responseStream) metadata.set('hasleader', 'true')
        send(metadata, {
          onReceiveStatus: (status, pass) =>
            pass({ ...status, details: status.details.replace(refusedToken, 'invalid auth token') }),
        })
      },
    })
}
