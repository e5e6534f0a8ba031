namespace Ingestion.Worker.Intake.Budgets;

/// <summary>What answers are counted by, beside the address itself and all of them together.</summary>
internal enum BudgetScope
{
    /// <summary>A mailbox, whatever tag stands in its address; by day.</summary>
    Mailbox,

    /// <summary>A mail domain of its own, or a block of a thousand telephone numbers; by hour.</summary>
    Domain,

    /// <summary>The network that messages come from; by hour.</summary>
    Network,

    /// <summary>Texts that are alike; by hour.</summary>
    Text,

    /// <summary>The country of a telephone number; by hour.</summary>
    Country,
}
