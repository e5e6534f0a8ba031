namespace Ingestion.Classifier;

/// <summary>A word, beginning, ending or phrase that speaks for an answer.</summary>
/// <param name="Language">Whose list it stands in: an index of <see cref="CueLanguage"/>.</param>
/// <param name="Slot">What it speaks for: see <see cref="CueSlot"/>.</param>
/// <param name="Weight">How strongly.</param>
/// <param name="LanguageWeight">How strongly it speaks for its language besides.</param>
/// <param name="Reason">The same object at every match.</param>
internal readonly record struct Cue(int Language, int Slot, float Weight, float LanguageWeight, ClassificationReason Reason);
