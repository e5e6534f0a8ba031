namespace Ingestion.Classifier.Rules;

internal enum RuleSort : byte
{
    /// <summary>Speaks for its cause.</summary>
    Raise,

    /// <summary>Takes away phrases of its cause that lie within it and do not begin before it.</summary>
    Except,

    /// <summary>Takes away any phrase that comes right behind it.</summary>
    NotBefore,

    /// <summary>Takes away any phrase that it comes right behind.</summary>
    NotAfter,
}
