namespace Ingestion.Channels.Email;

/// <summary>Which problems of a mail a person should look at.</summary>
internal static class MailProblems
{
    /// <summary>Nothing of the message is lost or uncertain because of it.</summary>
    public static bool IsHarmless(string code) => code is "missing-blank-line" or "malformed-header" or "bare-carriage-returns" or "boundary-guessed";

    /// <summary>It says that something of the body is missing.</summary>
    public static bool IsOfBody(string code) => code is "missing-boundary" or "boundary-not-found" or "missing-end-boundary" or "empty-message";
}
