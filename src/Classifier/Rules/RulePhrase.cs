namespace Ingestion.Classifier.Rules;

/// <summary>What a phrase says.</summary>
/// <param name="Sort">What it does.</param>
/// <param name="Cause">The number of the cause that it speaks for or against.</param>
/// <param name="Language">An index of <see cref="CueLanguage"/>; <see cref="CueLanguage.Other"/> for all.</param>
/// <param name="Reason">Given when it is the first of its cause: with the points.</param>
/// <param name="More">Given when its cause counted already.</param>
/// <param name="AsWritten">What has to stand in the text letter by letter, for words that mean something else without their marks; else null.</param>
internal sealed record RulePhrase(RuleSort Sort, int Cause, int Language, ClassificationReason Reason, ClassificationReason More, string? AsWritten = null);
