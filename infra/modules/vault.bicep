// The one secret there is: what all instances seal their tickets for files with. The template draws
// it, the vault keeps it, the app's identity reads it, and nobody needs to know or renew it.
param name string
param location string
param tags object
param identityPrincipalId string

@secure()
param ticketSecret string

// The built-in role Key Vault Secrets User: reads secrets, and nothing else.
var readRoleId = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${take(replace(name, '-', ''), 11)}${uniqueString(resourceGroup().id, name)}'
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    // The shortest there is: a lost ticket secret costs a minute's tickets.
    softDeleteRetentionInDays: 7
  }
}

// Kept as it was drawn first. A new one would have Container Apps start the instances again within
// half an hour of each deployment, and what was sealed with the former one could not be opened any more.
@onlyIfNotExists()
resource secret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'ticket-secret'
  properties: {
    value: ticketSecret
  }
}

resource read 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identityPrincipalId, readRoleId)
  scope: vault
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', readRoleId)
  }
}

// Where it is, not what it is; without a version, so that it is always the latest.
output ticketKeyUrl string = '${vault.properties.vaultUri}secrets/${secret.name}'
