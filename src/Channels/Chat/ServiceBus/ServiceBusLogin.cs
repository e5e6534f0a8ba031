namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>How the worker proves to the namespace who it is.</summary>
public enum ServiceBusLogin
{
    /// <summary>A shared access policy: a name and its keys.</summary>
    Key,

    /// <summary>The identity of the Azure machine, app or pod that the worker runs on.</summary>
    ManagedIdentity,

    /// <summary>A Kubernetes service account that is federated with Entra ID.</summary>
    WorkloadIdentity,

    /// <summary>An app registration with a secret.</summary>
    ClientSecret,

    /// <summary>Whatever the machine offers, tried one after the other: for development. Slow where nothing is found.</summary>
    Default,
}
