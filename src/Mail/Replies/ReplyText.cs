namespace Ingestion.Mail.Replies;

/// <summary>What is new in an answer. Only a view: the whole text stays with whoever gave it.</summary>
/// <param name="Own">The writer's own words; the whole text when nothing could be separated with certainty.</param>
/// <param name="Signature">What follows a signature mark, or the line that a telephone adds; or null.</param>
/// <param name="Quoted">The history that was answered, or the mail that was passed on; or null.</param>
public sealed record ReplyText(string Own, string? Signature, string? Quoted)
{
    /// <summary>A company's words about secrecy that stand at the end, or null.</summary>
    public string? Disclaimer { get; init; }

    /// <summary>Nothing is the writer's own: the mail begins with the history, which then stays as it is in <see cref="Own"/>.</summary>
    public bool IsHistory { get; init; }

    /// <summary>Whether the history was passed on rather than answered.</summary>
    public bool IsForward { get; init; }

    /// <summary>The own words say that answers stand within the history, where nothing marks them.</summary>
    public bool IsAnsweredWithin { get; init; }

    /// <summary>
    /// Separates quoted history, signature and disclaimer, as the mail programs of Turkish, Azerbaijani, Persian, English and Russian
    /// writers mark them. History is cut off where own text stands before and none after it, or after it and none before; answers written
    /// between quoted lines stay whole. Time grows with the text's length only.
    /// </summary>
    public static ReplyText Split(string text)
    {
        var history = QuoteFinder.Find(text);
        if (history.IsAll)
        {
            return new ReplyText(text, null, null) { IsHistory = true, IsForward = history.IsForward };
        }

        var own = text.AsSpan(history.OwnStart, history.OwnEnd - history.OwnStart);
        var disclaimerAt = SignatureFinder.UnlessOnlyGreeted(own, SignatureFinder.Disclaimer(own));
        var disclaimer = disclaimerAt < 0 ? null : Text(own[disclaimerAt..]);
        own = disclaimerAt < 0 ? own : own[..disclaimerAt];
        var signatureAt = SignatureFinder.UnlessOnlyGreeted(own, SignatureFinder.Signature(own));
        if (own.Length == text.Length && signatureAt < 0)
        {
            return new ReplyText(text, null, null);
        }

        return new ReplyText(
            Text(signatureAt < 0 ? own : own[..signatureAt]),
            signatureAt < 0 ? null : Text(own[signatureAt..]),
            history.IsNone(text.Length) ? null : Text(history.OwnStart > 0 ? text.AsSpan(0, history.OwnStart) : text.AsSpan(history.OwnEnd)))
        {
            Disclaimer = disclaimer,
            IsForward = history.IsForward,
            IsAnsweredWithin = history.OwnEnd < text.Length && AnswersWithin.AreTold(own),
        };
    }

    private static string Text(ReadOnlySpan<char> text) => text.Trim("\n \t").ToString();
}
