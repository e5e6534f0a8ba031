using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>Makes the credential that the options name. Nothing is asked for before the first request.</summary>
internal static class ServiceBusCredential
{
    public static TokenCredential Of(ServiceBusOptions options, HttpClient http) => options.Login switch
    {
        ServiceBusLogin.ManagedIdentity => new ManagedIdentityCredential(Over(
            new ManagedIdentityCredentialOptions(string.IsNullOrEmpty(options.ClientId) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(options.ClientId)),
            options,
            http)),
        ServiceBusLogin.WorkloadIdentity => new WorkloadIdentityCredential(Over(Workload(options), options, http)),
        ServiceBusLogin.ClientSecret => new ClientSecretCredential(options.TenantId, options.ClientId, options.ClientSecret, Over(new ClientSecretCredentialOptions(), options, http)),
        ServiceBusLogin.Default => new DefaultAzureCredential(Over(new DefaultAzureCredentialOptions(), options, http)),
        _ => throw new ArgumentException("A key is no credential of Entra ID.", nameof(options)),
    };

    private static WorkloadIdentityCredentialOptions Workload(ServiceBusOptions options)
    {
        var workload = new WorkloadIdentityCredentialOptions();
        workload.TenantId = Given(options.TenantId) ?? workload.TenantId;
        workload.ClientId = Given(options.ClientId) ?? workload.ClientId;
        return workload;
    }

    private static TOptions Over<TOptions>(TOptions credential, ServiceBusOptions options, HttpClient http)
        where TOptions : TokenCredentialOptions
    {
        credential.Transport = new HttpClientTransport(http);
        credential.Diagnostics.IsLoggingEnabled = false;
        credential.Diagnostics.IsTelemetryEnabled = false;
        credential.Diagnostics.IsDistributedTracingEnabled = false;
        if (Given(options.AuthorityHost) is { } authority)
        {
            credential.AuthorityHost = new Uri(authority);
        }

        return credential;
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
