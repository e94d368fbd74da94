// The job that makes the lists: started by hand, by whoever has lent the app the right to make them.
param name string
param location string
param tags object
param image string
param settings array
param environmentId string
param registryServer string
param identityId string

resource provision 'Microsoft.App/jobs@2024-03-01' = {
  name: '${name}-provision'
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
      triggerType: 'Manual'
      replicaTimeout: 1800
      replicaRetryLimit: 0
      manualTriggerConfig: {
        parallelism: 1
        replicaCompletionCount: 1
      }
      registries: [
        {
          server: registryServer
          identity: identityId
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'provision'
          image: image
          command: [
            'teknologikort'
            'provision'
          ]
          env: settings
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
        }
      ]
    }
  }
}
