using Ingestion.Channels;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>
/// Where the templates lie: <c>tr/email/complaint.hbs</c>, <c>tr/public/complaint.hbs</c> for what everybody may read, and
/// <c>email.html.hbs</c> for the document around an e-mail's text.
/// </summary>
internal static class TemplatePath
{
    public const string Layout = "email.html.hbs";

    private const string Public = "public";

    private static readonly Dictionary<Medium, string> Media = new()
    {
        [Medium.Email] = "email",
        [Medium.Chat] = "chat",
        [Medium.Sms] = "sms",
        [Medium.Social] = "chat",
    };

    private static readonly Dictionary<TextKind, string> Kinds = new()
    {
        [TextKind.Complaint] = "complaint",
        [TextKind.Suggestion] = "suggestion",
        [TextKind.Praise] = "praise",
        [TextKind.Question] = "question",
        [TextKind.Repeat] = "repeat",
        [TextKind.Status] = "status",
        [TextKind.Resolution] = "resolution",
    };

    /// <summary>Every path that may be overridden.</summary>
    public static IReadOnlySet<string> All { get; } = CustomerLanguage.All
        .SelectMany(language => Media.Keys
            .SelectMany(medium => Kinds.Keys.Select(kind => Of(language, medium, kind)))
            .Concat(Kinds.Keys.Select(kind => OfPublic(language, kind)))
            .Append(LayoutOf(language)))
        .Append(Layout)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The template of a language that <see cref="CustomerLanguage.Of"/> gave. A form is answered by e-mail, a private message of social media as a chat.</summary>
    public static string Of(string language, Medium medium, TextKind kind) =>
        $"{language}/{Media.GetValueOrDefault(medium, "email")}/{Kinds[kind]}.hbs";

    /// <summary>What is said where everybody reads it.</summary>
    public static string OfPublic(string language, TextKind kind) => $"{language}/{Public}/{Kinds[kind]}.hbs";

    public static bool IsPublic(string path) => path.Contains($"/{Public}/", StringComparison.Ordinal);

    public static string LayoutOf(string language) => $"{language}/{Layout}";

    public static bool IsLayout(string path) => path.EndsWith(Layout, StringComparison.Ordinal);

    public static bool HasSubject(string path) => path.Contains("/email/", StringComparison.Ordinal);
}
