namespace Ingestion.Classifier;

/// <summary>A text with what is known about it.</summary>
/// <param name="Text">The customer's new text.</param>
/// <param name="Subject">The subject, or null.</param>
/// <param name="LanguageHint">A BCP 47 tag from the provider, or null.</param>
/// <param name="DefaultLanguage">The channel's language, used when the text does not tell.</param>
public readonly record struct ClassifierInput(string Text, string? Subject = null, string? LanguageHint = null, string DefaultLanguage = "en");
