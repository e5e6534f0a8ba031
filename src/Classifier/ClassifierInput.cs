namespace Ingestion.Classifier;

/// <summary>A text with what is known about it.</summary>
/// <param name="Text">The customer's new text.</param>
/// <param name="Subject">The subject, or null.</param>
/// <param name="LanguageHint">A BCP 47 tag from the provider, or null.</param>
/// <param name="DefaultLanguage">The channel's language, used when the text does not tell.</param>
public readonly record struct ClassifierInput(string Text, string? Subject = null, string? LanguageHint = null, string DefaultLanguage = "en")
{
    /// <summary>The customer wrote about the same matter before.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>The customer is marked as one to be served first.</summary>
    public bool IsVip { get; init; }

    /// <summary>Everybody can read the message where it stands.</summary>
    public bool IsPublic { get; init; }

    /// <summary>How many follow its writer, where the provider says so.</summary>
    public int? Followers { get; init; }
}
