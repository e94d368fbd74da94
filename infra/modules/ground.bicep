// What the app stands on: its identity, the registry of its image, its logs, and the environment.
param name string
param location string
param tags object
param logRetentionDays int
param otlpEndpoint string

// The built-in role AcrPull.
var pullRoleId = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: toLower('${replace(name, '-', '')}${uniqueString(resourceGroup().id)}')
  location: location
  tags: tags
  sku: {
    name: 'Basic'
  }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
  }
}

resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, identity.id, pullRoleId)
  scope: registry
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', pullRoleId)
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logRetentionDays
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    IngestionMode: 'LogAnalytics'
    WorkspaceResourceId: logs.id
  }
}

// Preview: the stable versions do not know the OpenTelemetry agent yet.
resource environment 'Microsoft.App/managedEnvironments@2024-02-02-preview' = {
  name: name
  location: location
  tags: tags
  properties: {
    // Says where, not who: what knows it can write traces, and read nothing.
    appInsightsConfiguration: {
      connectionString: insights.properties.ConnectionString
    }
    openTelemetryConfiguration: {
      destinationsConfiguration: {
        otlpConfigurations: empty(otlpEndpoint) ? [] : [
          {
            name: 'collector'
            endpoint: otlpEndpoint
            insecure: false
          }
        ]
      }
      tracesConfiguration: {
        destinations: [
          'appInsights'
        ]
      }
      // Application Insights takes no metrics from the agent.
      metricsConfiguration: {
        destinations: empty(otlpEndpoint) ? [] : [
          'collector'
        ]
      }
    }
    // By diagnostic settings: this way the environment holds no key of the workspace.
    appLogsConfiguration: {
      destination: 'azure-monitor'
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: environment
  properties: {
    workspaceId: logs.id
    logs: [
      {
        category: 'ContainerAppConsoleLogs'
        enabled: true
      }
      {
        category: 'ContainerAppSystemLogs'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

output defaultDomain string = environment.properties.defaultDomain
output environmentId string = environment.id
output identityClientId string = identity.properties.clientId
output identityId string = identity.id
output identityPrincipalId string = identity.properties.principalId
output registryServer string = registry.properties.loginServer
output workspaceId string = logs.id
