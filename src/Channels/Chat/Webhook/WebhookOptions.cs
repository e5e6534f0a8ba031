using System.ComponentModel.DataAnnotations;

namespace Ingestion.Channels.Chat.Webhook;

/// <summary>Settings of a <c>webhook</c> channel.</summary>
internal sealed record WebhookOptions
{
    /// <summary>
    /// The secrets that may sign deliveries to us, each <c>whsec_</c> and Base64 of 24 to 64 random bytes. The first also signs what we
    /// send; list the new one first and the old one after it while a secret is being changed. Give them as secrets
    /// (<c>Channels:chatbot:Options:Secrets:0</c> in the key-per-file folder or the environment), not in a settings file.
    /// </summary>
    [Required]
    [MinLength(1, ErrorMessage = "At least one secret is needed: nobody may post without one.")]
    [MaxLength(8, ErrorMessage = "At most 8 secrets.")]
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Where replies are posted: an https URL. Without one the channel only receives.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>Allow a <see cref="CallbackUrl"/> with http to a host other than this machine: the conversation goes over the wire in clear.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>Largest body in bytes; larger ones are answered 413.</summary>
    [Range(1024, 10 * 1024 * 1024)]
    public int MaxBytes { get; init; } = 256 * 1024;

    /// <summary>
    /// The posting program has checked the e-mail address or phone number that it names, as by a login: customers are known by them, also on other
    /// channels. Else they are known by their id in that program, and a named address counts only where there is no id, as a claim.
    /// </summary>
    public bool TrustContactPoints { get; init; }
}
