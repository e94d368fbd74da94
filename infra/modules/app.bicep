// The app itself.
param name string
param location string
param tags object
param image string
param settings array
param telemetry array
param environmentId string
param registryServer string
param identityId string
param ticketKeyUrl string
param instances int
param port int
param dataDir string

var shared = [
  {
    name: 'TEKNOLOGIKORT_TICKET_SECRET'
    secretRef: 'ticket-secret'
  }
]

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    environmentId: environmentId
    configuration: {
      activeRevisionsMode: 'Single'
      secrets: [
        {
          name: 'ticket-secret'
          keyVaultUrl: ticketKeyUrl
          identity: identityId
        }
      ]
      ingress: {
        external: true
        allowInsecure: false
        targetPort: port
        transport: 'http'
      }
      registries: [
        {
          server: registryServer
          identity: identityId
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 60
      containers: [
        {
          name: 'teknologikort'
          image: image
          env: concat(settings, telemetry, shared)
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          volumeMounts: [
            {
              volumeName: 'data'
              mountPath: dataDir
            }
          ]
          probes: [
            {
              // The lists are read before the port opens: up to five minutes on a bad day.
              type: 'Startup'
              httpGet: {
                path: '/healthz'
                port: port
              }
              periodSeconds: 30
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/healthz'
                port: port
              }
              periodSeconds: 15
              timeoutSeconds: 5
              failureThreshold: 4
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/readyz'
                port: port
              }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
        }
      ]
      volumes: [
        {
          // The instance's own disk, for its name alone: it survives a restart of the container, so
          // that an instance knows what it has begun. What waits lies in the table.
          name: 'data'
          storageType: 'EmptyDir'
        }
      ]
      scale: {
        minReplicas: instances
        maxReplicas: instances
      }
    }
  }
}
