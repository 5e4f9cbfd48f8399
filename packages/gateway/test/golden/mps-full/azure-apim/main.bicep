@description('Name of the API Management service')
param serviceName string

@description('Key Vault identifier of the secret that has the base64 of MPS_JWT_SECRET')
param mpsJwtSecretIdentifier string

resource apim 'Microsoft.ApiManagement/service@2024-05-01' existing = {
  name: serviceName
}

resource mpsJwtSecret_key 'Microsoft.ApiManagement/service/namedValues@2024-05-01' = {
  parent: apim
  name: 'dmt-mps-jwt-secret-base64'
  properties: {
    displayName: 'dmt-mps-jwt-secret-base64'
    secret: true
    keyVault: {
      secretIdentifier: mpsJwtSecretIdentifier
    }
  }
}

resource rest 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: apim
  name: 'dmt'
  properties: {
    displayName: 'dmt'
    path: ''
    protocols: [
      'https'
    ]
    subscriptionRequired: false
    type: 'http'
  }
}

resource restPolicy 'Microsoft.ApiManagement/service/apis/policies@2024-05-01' = {
  parent: rest
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/api.xml')
  }
}

var mpsLogin_here_methods = [
  'POST'
]

resource mpsLogin_here 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in mpsLogin_here_methods: {
  parent: rest
  name: 'mps-login-${toLower(method)}'
  properties: {
    displayName: 'mps-login-${toLower(method)}'
    method: method
    urlTemplate: '/mps/login/api/v1/authorize'
  }
}]

resource mpsLogin_here_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in mpsLogin_here_methods: {
  parent: mpsLogin_here[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/mps-login.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}]

var mps_here_methods = [
  'GET'
  'HEAD'
  'POST'
  'PUT'
  'PATCH'
  'DELETE'
]

resource mps_here 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in mps_here_methods: {
  parent: rest
  name: 'mps-${toLower(method)}'
  properties: {
    displayName: 'mps-${toLower(method)}'
    method: method
    urlTemplate: '/mps'
  }
}]

resource mps_here_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in mps_here_methods: {
  parent: mps_here[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/mps.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}]

var mps_below_methods = [
  'GET'
  'HEAD'
  'POST'
  'PUT'
  'PATCH'
  'DELETE'
]

resource mps_below 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in mps_below_methods: {
  parent: rest
  name: 'mps-${toLower(method)}-below'
  properties: {
    displayName: 'mps-${toLower(method)}-below'
    method: method
    urlTemplate: '/mps/*'
  }
}]

resource mps_below_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in mps_below_methods: {
  parent: mps_below[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/mps.below.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}]

var rps_here_methods = [
  'GET'
  'HEAD'
  'POST'
  'PUT'
  'PATCH'
  'DELETE'
]

resource rps_here 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in rps_here_methods: {
  parent: rest
  name: 'rps-${toLower(method)}'
  properties: {
    displayName: 'rps-${toLower(method)}'
    method: method
    urlTemplate: '/rps'
  }
}]

resource rps_here_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in rps_here_methods: {
  parent: rps_here[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/rps.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}]

var rps_below_methods = [
  'GET'
  'HEAD'
  'POST'
  'PUT'
  'PATCH'
  'DELETE'
]

resource rps_below 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in rps_below_methods: {
  parent: rest
  name: 'rps-${toLower(method)}-below'
  properties: {
    displayName: 'rps-${toLower(method)}-below'
    method: method
    urlTemplate: '/rps/*'
  }
}]

resource rps_below_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in rps_below_methods: {
  parent: rps_below[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/rps.below.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}]

var mpsPowerState_here_methods = [
  'GET'
  'HEAD'
  'POST'
  'PUT'
  'PATCH'
  'DELETE'
]

resource mpsPowerState_here 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in mpsPowerState_here_methods: {
  parent: rest
  name: 'mps-power-state-${toLower(method)}'
  properties: {
    displayName: 'mps-power-state-${toLower(method)}'
    method: method
    urlTemplate: '/device/power/state'
  }
}]

resource mpsPowerState_here_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in mpsPowerState_here_methods: {
  parent: mpsPowerState_here[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/mps-power-state.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}]

var mpsPowerState_below_methods = [
  'GET'
  'HEAD'
  'POST'
  'PUT'
  'PATCH'
  'DELETE'
]

resource mpsPowerState_below 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in mpsPowerState_below_methods: {
  parent: rest
  name: 'mps-power-state-${toLower(method)}-below'
  properties: {
    displayName: 'mps-power-state-${toLower(method)}-below'
    method: method
    urlTemplate: '/device/power/state/*'
  }
}]

resource mpsPowerState_below_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in mpsPowerState_below_methods: {
  parent: mpsPowerState_below[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/mps-power-state.below.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}]

var mpsPowerAction_here_methods = [
  'GET'
  'HEAD'
  'POST'
  'PUT'
  'PATCH'
  'DELETE'
]

resource mpsPowerAction_here 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in mpsPowerAction_here_methods: {
  parent: rest
  name: 'mps-power-action-${toLower(method)}'
  properties: {
    displayName: 'mps-power-action-${toLower(method)}'
    method: method
    urlTemplate: '/device/power/action'
  }
}]

resource mpsPowerAction_here_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in mpsPowerAction_here_methods: {
  parent: mpsPowerAction_here[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/mps-power-action.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}]

var mpsPowerAction_below_methods = [
  'GET'
  'HEAD'
  'POST'
  'PUT'
  'PATCH'
  'DELETE'
]

resource mpsPowerAction_below 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in mpsPowerAction_below_methods: {
  parent: rest
  name: 'mps-power-action-${toLower(method)}-below'
  properties: {
    displayName: 'mps-power-action-${toLower(method)}-below'
    method: method
    urlTemplate: '/device/power/action/*'
  }
}]

resource mpsPowerAction_below_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in mpsPowerAction_below_methods: {
  parent: mpsPowerAction_below[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/mps-power-action.below.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}]

var webui_here_methods = [
  'GET'
  'HEAD'
  'POST'
  'PUT'
  'PATCH'
  'DELETE'
]

resource webui_here 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in webui_here_methods: {
  parent: rest
  name: 'webui-${toLower(method)}'
  properties: {
    displayName: 'webui-${toLower(method)}'
    method: method
    urlTemplate: '/'
  }
}]

resource webui_here_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in webui_here_methods: {
  parent: webui_here[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/webui.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}]

var webui_below_methods = [
  'GET'
  'HEAD'
  'POST'
  'PUT'
  'PATCH'
  'DELETE'
]

resource webui_below 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in webui_below_methods: {
  parent: rest
  name: 'webui-${toLower(method)}-below'
  properties: {
    displayName: 'webui-${toLower(method)}-below'
    method: method
    urlTemplate: '/*'
  }
}]

resource webui_below_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in webui_below_methods: {
  parent: webui_below[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/webui.below.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}]

resource mpsRelay_socket 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: apim
  name: 'dmt-mps-relay'
  properties: {
    displayName: 'dmt-mps-relay'
    path: 'mps/ws/relay/webrelay.ashx'
    serviceUrl: 'ws://mpsrouter:8003/relay/webrelay.ashx'
    protocols: [
      'wss'
    ]
    subscriptionRequired: false
    type: 'websocket'
  }
}

resource mpsRelay_socket_handshake 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' existing = {
  parent: mpsRelay_socket
  name: 'onHandshake'
}

resource mpsRelay_socket_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = {
  parent: mpsRelay_socket_handshake
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/mps-relay.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}

resource rpsActivate_socket 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: apim
  name: 'dmt-rps-activate'
  properties: {
    displayName: 'dmt-rps-activate'
    path: 'activate'
    serviceUrl: 'ws://rps:8080/'
    protocols: [
      'wss'
    ]
    subscriptionRequired: false
    type: 'websocket'
  }
}

resource rpsActivate_socket_handshake 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' existing = {
  parent: rpsActivate_socket
  name: 'onHandshake'
}

resource rpsActivate_socket_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = {
  parent: rpsActivate_socket_handshake
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/rps-activate.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}

resource rpsDeactivate_socket 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: apim
  name: 'dmt-rps-deactivate'
  properties: {
    displayName: 'dmt-rps-deactivate'
    path: 'deactivate'
    serviceUrl: 'ws://rps:8080/'
    protocols: [
      'wss'
    ]
    subscriptionRequired: false
    type: 'websocket'
  }
}

resource rpsDeactivate_socket_handshake 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' existing = {
  parent: rpsDeactivate_socket
  name: 'onHandshake'
}

resource rpsDeactivate_socket_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = {
  parent: rpsDeactivate_socket_handshake
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/rps-deactivate.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}

resource rpsMaintenance_socket 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: apim
  name: 'dmt-rps-maintenance'
  properties: {
    displayName: 'dmt-rps-maintenance'
    path: 'maintenance'
    serviceUrl: 'ws://rps:8080/'
    protocols: [
      'wss'
    ]
    subscriptionRequired: false
    type: 'websocket'
  }
}

resource rpsMaintenance_socket_handshake 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' existing = {
  parent: rpsMaintenance_socket
  name: 'onHandshake'
}

resource rpsMaintenance_socket_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = {
  parent: rpsMaintenance_socket_handshake
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/rps-maintenance.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}

resource mosquitto_socket 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: apim
  name: 'dmt-mosquitto'
  properties: {
    displayName: 'dmt-mosquitto'
    path: 'mosquitto'
    serviceUrl: 'ws://mosquitto:9001/'
    protocols: [
      'wss'
    ]
    subscriptionRequired: false
    type: 'websocket'
  }
}

resource mosquitto_socket_handshake 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' existing = {
  parent: mosquitto_socket
  name: 'onHandshake'
}

resource mosquitto_socket_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = {
  parent: mosquitto_socket_handshake
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/mosquitto.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}

resource rpsEa_socket 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: apim
  name: 'dmt-rps-ea'
  properties: {
    displayName: 'dmt-rps-ea'
    path: 'ea'
    serviceUrl: 'ws://rps:8082/'
    protocols: [
      'wss'
    ]
    subscriptionRequired: false
    type: 'websocket'
  }
}

resource rpsEa_socket_handshake 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' existing = {
  parent: rpsEa_socket
  name: 'onHandshake'
}

resource rpsEa_socket_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = {
  parent: rpsEa_socket_handshake
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/rps-ea.xml')
  }
  dependsOn: [
    mpsJwtSecret_key
  ]
}
