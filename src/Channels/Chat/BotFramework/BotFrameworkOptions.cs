using System.ComponentModel.DataAnnotations;

namespace Ingestion.Channels.Chat.BotFramework;

/// <summary>Settings of a <c>botframework</c> channel. The addresses are those of the public cloud; other clouds have their own.</summary>
internal sealed record BotFrameworkOptions
{
    /// <summary>The bot's Microsoft App ID: who inbound tokens are made for, and who we are when we answer.</summary>
    [Required]
    public string AppId { get; init; } = "";

    /// <summary>The app registration's client secret. Give it as a secret, not in a settings file.</summary>
    [Required]
    public string AppSecret { get; init; } = "";

    /// <summary>The Entra tenant of a single-tenant bot. Empty: a multi-tenant bot, whose tokens come from <c>botframework.com</c>.</summary>
    public string? TenantId { get; init; }

    /// <summary>Take what is written in group conversations and team channels too.</summary>
    public bool Groups { get; init; }

    /// <summary>
    /// Hosts that answers and our token may go to, beside the built-in ones: exact names, or <c>*.example.com</c> for all below a domain. This machine's
    /// names allow http, for the tests of a bot.
    /// </summary>
    [MaxLength(20, ErrorMessage = "At most 20 hosts.")]
    public IReadOnlyList<string> MoreServiceHosts { get; init; } = [];

    /// <summary>Largest body in bytes; larger ones are answered 413.</summary>
    [Range(16 * 1024, 10 * 1024 * 1024)]
    public int MaxBytes { get; init; } = 512 * 1024;

    /// <summary>Who signs inbound tokens.</summary>
    [Required]
    public string Issuer { get; init; } = "https://api.botframework.com";

    /// <summary>The OpenID metadata that names the signing keys' address; https, or http on this machine.</summary>
    [Required]
    public string MetadataUrl { get; init; } = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>Where our own tokens come from; <c>{tenant}</c> stands for <see cref="TenantId"/>. https, or http on this machine.</summary>
    [Required]
    public string TokenEndpoint { get; init; } = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token";

    /// <summary>What our own tokens are asked for.</summary>
    [Required]
    public string Scope { get; init; } = "https://api.botframework.com/.default";

    /// <summary>Never the secret.</summary>
    public override string ToString() => nameof(BotFrameworkOptions);
}
