// What waits: submissions that SharePoint could not take, and news not yet told. One table, which outlives
// every revision of the app, and which only the app's identity opens: the account's keys are switched off.
param name string
param location string
param tags object
param identityPrincipalId string

// Storage Table Data Contributor.
var writeRoleId = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('wait${uniqueString(resourceGroup().id, name)}', 24)
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource waiting 'Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01' = {
  parent: tables
  name: 'waiting'
}

// On the table, not on the account: the app can make no other.
resource write 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(waiting.id, identityPrincipalId, writeRoleId)
  scope: waiting
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', writeRoleId)
  }
}

output tableEndpoint string = account.properties.primaryEndpoints.table
