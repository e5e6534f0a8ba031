namespace Ingestion.Classifier;

/// <summary>What cues speak for, as places in one row of scores: the language itself, kinds, categories, causes of a priority.</summary>
internal static class CueSlot
{
    public const int Language = 0;
    public const int Kind = 1;
    public const int Category = Kind + 6;
    public const int Priority = Category + 8;

    /// <summary>Injury, fire, poison: life and limb.</summary>
    public const int Safety = Priority;

    /// <summary>Lawyers, courts, authorities, deadlines.</summary>
    public const int Legal = Priority + 1;

    /// <summary>Fraud, theft, money lost.</summary>
    public const int Money = Priority + 2;

    /// <summary>Personal data in wrong hands.</summary>
    public const int Breach = Priority + 3;

    /// <summary>Old, ill, disabled or pregnant people, infants.</summary>
    public const int Vulnerable = Priority + 4;

    /// <summary>The customer says that it is urgent.</summary>
    public const int Hurry = Priority + 5;

    public const int Count = Priority + 6;

    private static readonly Dictionary<string, int> Names = new(StringComparer.Ordinal)
    {
        ["language"] = Language,
        ["kind complaint"] = Kind + (int)MessageKind.Complaint,
        ["kind suggestion"] = Kind + (int)MessageKind.Suggestion,
        ["kind praise"] = Kind + (int)MessageKind.Praise,
        ["kind question"] = Kind + (int)MessageKind.Question,
        ["kind irrelevant"] = Kind + (int)MessageKind.Irrelevant,
        ["kind spam"] = Kind + (int)MessageKind.Spam,
        ["category delivery"] = Category + (int)Classifier.Category.Delivery,
        ["category product-quality"] = Category + (int)Classifier.Category.ProductQuality,
        ["category billing-refund"] = Category + (int)Classifier.Category.BillingRefund,
        ["category staff-service"] = Category + (int)Classifier.Category.StaffService,
        ["category technical-app"] = Category + (int)Classifier.Category.TechnicalApp,
        ["category contract-cancellation"] = Category + (int)Classifier.Category.ContractCancellation,
        ["category privacy-legal"] = Category + (int)Classifier.Category.PrivacyLegal,
        ["category other"] = Category + (int)Classifier.Category.Other,
        ["priority safety"] = Safety,
        ["priority legal"] = Legal,
        ["priority money"] = Money,
        ["priority breach"] = Breach,
        ["priority vulnerable"] = Vulnerable,
        ["priority hurry"] = Hurry,
    };

    /// <summary>The slot of a list's first column.</summary>
    public static bool TryFind(string name, out int slot) => Names.TryGetValue(name, out slot);
}
