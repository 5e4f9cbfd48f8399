@description('Name of the API Management service')
param serviceName string

@description('Key Vault identifier of the secret that has the base64 of AUTH_JWT_KEY')
param authJwtKeyIdentifier string

resource apim 'Microsoft.ApiManagement/service@2024-05-01' existing = {
  name: serviceName
}

resource authJwtKey_key 'Microsoft.ApiManagement/service/namedValues@2024-05-01' = {
  parent: apim
  name: 'dmt-auth-jwt-key-base64'
  properties: {
    displayName: 'dmt-auth-jwt-key-base64'
    secret: true
    keyVault: {
      secretIdentifier: authJwtKeyIdentifier
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

var consoleLogin_here_methods = [
  'POST'
]

resource consoleLogin_here 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in consoleLogin_here_methods: {
  parent: rest
  name: 'console-login-${toLower(method)}'
  properties: {
    displayName: 'console-login-${toLower(method)}'
    method: method
    urlTemplate: '/api/v1/authorize'
  }
}]

resource consoleLogin_here_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in consoleLogin_here_methods: {
  parent: consoleLogin_here[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/console-login.xml')
  }
  dependsOn: [
    authJwtKey_key
  ]
}]

var consoleLogout_here_methods = [
  'POST'
]

resource consoleLogout_here 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in consoleLogout_here_methods: {
  parent: rest
  name: 'console-logout-${toLower(method)}'
  properties: {
    displayName: 'console-logout-${toLower(method)}'
    method: method
    urlTemplate: '/api/v1/authorize/logout'
  }
}]

resource consoleLogout_here_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in consoleLogout_here_methods: {
  parent: consoleLogout_here[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/console-logout.xml')
  }
  dependsOn: [
    authJwtKey_key
  ]
}]

var consoleHealth_here_methods = [
  'GET'
]

resource consoleHealth_here 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in consoleHealth_here_methods: {
  parent: rest
  name: 'console-health-${toLower(method)}'
  properties: {
    displayName: 'console-health-${toLower(method)}'
    method: method
    urlTemplate: '/healthz'
  }
}]

resource consoleHealth_here_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in consoleHealth_here_methods: {
  parent: consoleHealth_here[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/console-health.xml')
  }
  dependsOn: [
    authJwtKey_key
  ]
}]

var consoleVersion_here_methods = [
  'GET'
]

resource consoleVersion_here 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in consoleVersion_here_methods: {
  parent: rest
  name: 'console-version-${toLower(method)}'
  properties: {
    displayName: 'console-version-${toLower(method)}'
    method: method
    urlTemplate: '/version'
  }
}]

resource consoleVersion_here_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in consoleVersion_here_methods: {
  parent: consoleVersion_here[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/console-version.xml')
  }
  dependsOn: [
    authJwtKey_key
  ]
}]

var console_here_methods = [
  'GET'
  'HEAD'
  'POST'
  'PUT'
  'PATCH'
  'DELETE'
]

resource console_here 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in console_here_methods: {
  parent: rest
  name: 'console-${toLower(method)}'
  properties: {
    displayName: 'console-${toLower(method)}'
    method: method
    urlTemplate: '/api'
  }
}]

resource console_here_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in console_here_methods: {
  parent: console_here[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/console.xml')
  }
  dependsOn: [
    authJwtKey_key
  ]
}]

var console_below_methods = [
  'GET'
  'HEAD'
  'POST'
  'PUT'
  'PATCH'
  'DELETE'
]

resource console_below 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [for method in console_below_methods: {
  parent: rest
  name: 'console-${toLower(method)}-below'
  properties: {
    displayName: 'console-${toLower(method)}-below'
    method: method
    urlTemplate: '/api/*'
  }
}]

resource console_below_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = [for (method, index) in console_below_methods: {
  parent: console_below[index]
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/console.below.xml')
  }
  dependsOn: [
    authJwtKey_key
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
    authJwtKey_key
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
    authJwtKey_key
  ]
}]

resource consoleRelay_socket 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: apim
  name: 'dmt-console-relay'
  properties: {
    displayName: 'dmt-console-relay'
    path: 'relay/webrelay.ashx'
    serviceUrl: 'ws://console:8181/relay/webrelay.ashx'
    protocols: [
      'wss'
    ]
    subscriptionRequired: false
    type: 'websocket'
  }
}

resource consoleRelay_socket_handshake 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' existing = {
  parent: consoleRelay_socket
  name: 'onHandshake'
}

resource consoleRelay_socket_policy 'Microsoft.ApiManagement/service/apis/operations/policies@2024-05-01' = {
  parent: consoleRelay_socket_handshake
  name: 'policy'
  properties: {
    format: 'xml'
    value: loadTextContent('policies/console-relay.xml')
  }
  dependsOn: [
    authJwtKey_key
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
    authJwtKey_key
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
    authJwtKey_key
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
    authJwtKey_key
  ]
}
