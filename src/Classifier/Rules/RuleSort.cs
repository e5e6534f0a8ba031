namespace Ingestion.Classifier.Rules;

internal enum RuleSort : byte
{
    /// <summary>Speaks for its cause.</summary>
    Raise,

    /// <summary>Takes away phrases of its cause that share a word with it.</summary>
    Except,

    /// <summary>Takes away any phrase that comes right behind it.</summary>
    NotBefore,

    /// <summary>Takes away any phrase that it comes right behind.</summary>
    NotAfter,
}
