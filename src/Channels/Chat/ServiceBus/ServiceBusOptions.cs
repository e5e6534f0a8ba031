using System.ComponentModel.DataAnnotations;

namespace Ingestion.Channels.Chat.ServiceBus;

/// <summary>A queue of an Azure Service Bus namespace that is read, and perhaps one for replies.</summary>
public sealed record ServiceBusOptions
{
    /// <summary>Longest wait of one request for a message, in seconds.</summary>
    public const int LongestPoll = 55;

    /// <summary>The namespace: <c>https://contoso.servicebus.windows.net</c>. <c>sb://</c>, as in connection strings, means the same.</summary>
    [Required]
    public string Endpoint { get; init; } = "";

    /// <summary>The queue to read, without sessions; or <c>topic/subscriptions/name</c>.</summary>
    [Required]
    [MaxLength(260)]
    public string Queue { get; init; } = "";

    /// <summary>Where replies go: a queue or topic of the same namespace. Without one the channel only receives.</summary>
    [MaxLength(260)]
    public string? ReplyQueue { get; init; }

    /// <summary>How the worker logs in.</summary>
    public ServiceBusLogin Login { get; init; } = ServiceBusLogin.Key;

    /// <summary>Login Key: the shared access policy's name. It needs the claim Listen on the queue.</summary>
    public string? KeyName { get; init; }

    /// <summary>
    /// Login Key: the policy's primary and secondary key, as text. When one is refused, the other is used. Keep them in the secrets folder
    /// (<c>Channels__bots__Options__Keys__0</c>), not in a settings file.
    /// </summary>
    [MaxLength(4, ErrorMessage = "At most 4 keys.")]
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Login Key: the policy with the claim Send on <see cref="ReplyQueue"/>. Default: <see cref="KeyName"/> for both.</summary>
    public string? ReplyKeyName { get; init; }

    /// <summary>Login Key: the keys of <see cref="ReplyKeyName"/>.</summary>
    [MaxLength(4, ErrorMessage = "At most 4 keys.")]
    public IReadOnlyList<string> ReplyKeys { get; init; } = [];

    /// <summary>Login ClientSecret and WorkloadIdentity: the directory. WorkloadIdentity takes <c>AZURE_TENANT_ID</c> without it.</summary>
    public string? TenantId { get; init; }

    /// <summary>Login ClientSecret and WorkloadIdentity: the application. ManagedIdentity: a user-assigned identity; without it the machine's own.</summary>
    public string? ClientId { get; init; }

    /// <summary>Login ClientSecret: its secret.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Where Entra ID gives tokens, for other clouds: <c>https://login.microsoftonline.us/</c>. Default: that of the public cloud.</summary>
    public string? AuthorityHost { get; init; }

    /// <summary>What the token is asked for.</summary>
    [Required]
    public string Scope { get; init; } = "https://servicebus.azure.net/.default";

    /// <summary>How long one request waits at the server for a message to come, in seconds.</summary>
    [Range(2, LongestPoll)]
    public int PollSeconds { get; init; } = 50;

    /// <summary>How long a request waits while the queue is being emptied, in seconds: it says that nothing is left.</summary>
    [Range(0, 10)]
    public int EmptySeconds { get; init; } = 1;

    /// <summary>Of larger messages the beginning is taken and the original left to the dead-letter queue. Bytes.</summary>
    [Range(64 * 1024, 1024 * 1024)]
    public int MaxMessageBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// The producer has checked the e-mail address or phone number that it names: customers are known by them, also on other channels. Else they are
    /// known by their id there, and a named address counts only where there is no id, as a claim.
    /// </summary>
    public bool TrustContactPoints { get; init; }

    /// <summary>How replies look.</summary>
    public ReplyFormat ReplyFormat { get; init; } = ReplyFormat.Event;

    /// <summary>
    /// The reply queue was made with duplicate detection: a reply whose answer was lost may then be sent again at any time within its window.
    /// Without it such a reply is repeated once, under the same MessageId.
    /// </summary>
    public bool ReplyQueueDetectsDuplicates { get; init; }

    /// <summary>Never the secrets.</summary>
    public override string ToString() => nameof(ServiceBusOptions);
}
