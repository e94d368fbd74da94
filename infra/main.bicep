// Teknologikort in one resource group, in three stages that docs/installation.md walks through:
// the ground (identity, registry, logs, environment, vault, storage, bot), the job that makes the lists, the app.
//
// No secret comes in from outside and none goes out. The app proves who it is with its managed identity,
// by a federated credential on the one app registration, pulls its image with the same identity, and
// reads with it the one secret that the instances share, which is drawn here and kept in a Key Vault, and
// opens with it the table where what waits outlives every deployment.
targetScope = 'resourceGroup'

@description('The app registration: application (client) id. Bot, sign-in of the tab, and caller of Graph.')
@minLength(36)
@maxLength(36)
param appId string

@description('The id in the manifest of the Teams app package.')
@minLength(36)
@maxLength(36)
param teamsAppId string

@description('The group id of the council\'s own team.')
@minLength(36)
@maxLength(36)
param councilTeamId string

@description('The site every employee reads, such as kommune.sharepoint.com:/sites/teknologikort')
@minLength(10)
param openSite string

@description('The site only the council reads, such as kommune.sharepoint.com:/sites/teknologikort-raad')
@minLength(10)
param closedSite string

@description('How far to build: each stage includes the ones before it.')
@allowed([
  'ground'
  'lists'
  'app'
])
param stage string = 'ground'

@description('The image with its registry and tag or digest. Not needed for the ground.')
param image string = ''

@description('The region of everything except the bot\'s registration, which Azure keeps as global.')
param location string = resourceGroup().location

@description('First part of every name.')
@minLength(3)
@maxLength(20)
param name string = 'teknologikort'

@description('How many instances run. Fixed: each reads the lists for itself, so one more costs SharePoint something.')
@minValue(1)
@maxValue(5)
param instances int = 1

@description('Lets the secretary decide straight from Indsendt.')
param fastTrack bool = false

@description('Lets guests of the tenant read.')
param guestsMayRead bool = false

@description('How cards in the chat send: execute for all but phones, or submit for every client.')
@allowed([
  'execute'
  'submit'
])
param cardActions string = 'execute'

@description('Resource units a minute the whole app may spend in SharePoint (80 % of the smallest quota, 1,250).')
@minValue(250)
param graphUnitsPerMinute int = 1000

@description('How many months after a case was closed names stay, before `forget --due` takes them out. 0: for ever.')
@minValue(0)
@maxValue(1200)
param namesKeptMonths int = 24

@description('Whether each instance keeps what it last knew, sealed, on its disk, to serve it at once after a restart.')
param localSnapshot bool = true

@description('Who is told when the app fails or restarts. Empty: nobody.')
param alertEmail string = ''

@description('The municipality\'s own OpenTelemetry collector, for metrics: OTLP over gRPC with TLS. Empty: none.')
param otlpEndpoint string = ''

@description('How long logs are kept, in days.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 396

@description('What the instances seal tickets for files with. Drawn at the first deployment and kept from then on.')
@secure()
param ticketSecret string = '${newGuid()}${newGuid()}'

var tags = { application: 'teknologikort' }
var tenantId = tenant().tenantId
var port = 3978
var dataDir = '/data'

var settings = [
  {
    name: 'TEKNOLOGIKORT_TENANT_ID'
    value: tenantId
  }
  {
    name: 'TEKNOLOGIKORT_APP_ID'
    value: appId
  }
  {
    name: 'TEKNOLOGIKORT_TEAMS_APP_ID'
    value: teamsAppId
  }
  {
    name: 'TEKNOLOGIKORT_COUNCIL_TEAM_ID'
    value: councilTeamId
  }
  {
    name: 'TEKNOLOGIKORT_OPEN_SITE'
    value: openSite
  }
  {
    name: 'TEKNOLOGIKORT_CLOSED_SITE'
    value: closedSite
  }
  {
    name: 'TEKNOLOGIKORT_DATA_DIR'
    value: dataDir
  }
  {
    name: 'TEKNOLOGIKORT_HOST'
    value: '0.0.0.0'
  }
  {
    name: 'TEKNOLOGIKORT_PORT'
    value: string(port)
  }
  {
    name: 'TEKNOLOGIKORT_CREDENTIAL'
    value: 'managed_identity'
  }
  {
    name: 'TEKNOLOGIKORT_MANAGED_IDENTITY_CLIENT_ID'
    value: ground.outputs.identityClientId
  }
  {
    name: 'TEKNOLOGIKORT_FAST_TRACK'
    value: fastTrack ? 'true' : 'false'
  }
  {
    name: 'TEKNOLOGIKORT_GUESTS_MAY_READ'
    value: guestsMayRead ? 'true' : 'false'
  }
  {
    name: 'TEKNOLOGIKORT_CARD_ACTIONS'
    value: cardActions
  }
  {
    // SharePoint counts the whole app, so the instances share the budget.
    name: 'TEKNOLOGIKORT_GRAPH_UNITS_PER_MINUTE'
    value: string(graphUnitsPerMinute / instances)
  }
  {
    name: 'TEKNOLOGIKORT_LOCAL_SNAPSHOT'
    value: localSnapshot ? 'true' : 'false'
  }
  {
    name: 'TEKNOLOGIKORT_NAMES_KEPT_MONTHS'
    value: string(namesKeptMonths)
  }
  {
    name: 'TEKNOLOGIKORT_TABLE_ENDPOINT'
    value: storage.outputs.tableEndpoint
  }
]

// OpenTelemetry's own variables. The agent names its address itself.
var telemetry = [
  {
    name: 'OTEL_TRACES_EXPORTER'
    value: 'otlp'
  }
  {
    name: 'OTEL_METRICS_EXPORTER'
    value: empty(otlpEndpoint) ? 'none' : 'otlp'
  }
]

module ground 'modules/ground.bicep' = {
  name: 'ground'
  params: {
    name: name
    location: location
    tags: tags
    logRetentionDays: logRetentionDays
    otlpEndpoint: otlpEndpoint
  }
}

// In the ground, so that the right to read it holds long before the app asks.
module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: name
    location: location
    tags: tags
    identityPrincipalId: ground.outputs.identityPrincipalId
    ticketSecret: ticketSecret
  }
}

// In the ground, too, for the same reason.
module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: name
    location: location
    tags: tags
    identityPrincipalId: ground.outputs.identityPrincipalId
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: name
    tags: tags
    appId: appId
    tenantId: tenantId
    host: '${name}.${ground.outputs.defaultDomain}'
  }
}

module lists 'modules/lists.bicep' = if (stage != 'ground') {
  name: 'lists'
  params: {
    name: name
    location: location
    tags: tags
    image: image
    settings: settings
    environmentId: ground.outputs.environmentId
    registryServer: ground.outputs.registryServer
    identityId: ground.outputs.identityId
  }
}

module app 'modules/app.bicep' = if (stage == 'app') {
  name: 'app'
  params: {
    name: name
    location: location
    tags: tags
    image: image
    settings: settings
    environmentId: ground.outputs.environmentId
    registryServer: ground.outputs.registryServer
    identityId: ground.outputs.identityId
    ticketKeyUrl: vault.outputs.ticketKeyUrl
    telemetry: telemetry
    instances: instances
    port: port
    dataDir: dataDir
  }
}

module alerts 'modules/alerts.bicep' = if (stage == 'app' && !empty(alertEmail)) {
  name: 'alerts'
  params: {
    name: name
    location: location
    tags: tags
    email: alertEmail
    workspaceId: ground.outputs.workspaceId
  }
  dependsOn: [
    app
  ]
}

output FQDN string = '${name}.${ground.outputs.defaultDomain}'
output IDENTITY_PRINCIPAL_ID string = ground.outputs.identityPrincipalId
output REGISTRY string = ground.outputs.registryServer
output APP_NAME string = name
