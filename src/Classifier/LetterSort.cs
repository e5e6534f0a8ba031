namespace Ingestion.Classifier;

/// <summary>What a letter says of its language.</summary>
internal enum LetterSort : byte
{
    None,
    Latin,
    Q,
    X,
    W,
    Schwa,
    ClearlyTurkic,
    Turkic,
    OtherLatin,
    Persian,
    OtherArabic,
    Arabic,
    AzerbaijaniCyrillic,
    OtherScript,
    QuestionMark,
}
