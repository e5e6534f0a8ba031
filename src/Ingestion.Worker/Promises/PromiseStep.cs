namespace Ingestion.Worker.Promises;

/// <summary>What a look at a promise asks for.</summary>
internal sealed record PromiseStep
{
    /// <summary>When to look again; null: it is settled.</summary>
    public DateTimeOffset? NextLook { get; init; }

    /// <summary>It may be broken: people are told while there is time.</summary>
    public bool IsAlarm { get; init; }

    /// <summary>It is broken.</summary>
    public bool IsBreach { get; init; }

    /// <summary>Another way to the customer is to be looked for.</summary>
    public bool WantsFallback { get; init; }

    /// <summary>The fallback need not leave any more.</summary>
    public bool BarsFallback { get; init; }

    /// <summary>The acknowledgement itself need not leave any more.</summary>
    public bool BarsItself { get; init; }
}
