namespace Ingestion.Classifier.Sensitive;

/// <summary>What a number is.</summary>
public enum SensitiveKind
{
    /// <summary>A payment card: 15 to 19 digits with a known beginning and the Luhn digit.</summary>
    Card,

    /// <summary>A bank account of Turkey, Azerbaijan or Iran: ISO 13616, modulus 97.</summary>
    Iban,

    /// <summary>A Turkish identity number (T.C. kimlik no): 11 digits with two check digits.</summary>
    TurkishId,

    /// <summary>An Iranian national code (کد ملی): 10 digits with a check digit, in a Persian text or named so.</summary>
    IranianId,

    /// <summary>An Azerbaijani FIN: 7 letters and digits without a check digit, only where it is named.</summary>
    AzerbaijaniId,
}
