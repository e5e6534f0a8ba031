namespace EndToEnd.Tests;

/// <summary>One try, with its times since the outage began.</summary>
internal sealed record OutageAttempt(TimeSpan Started, TimeSpan Finished, string Outcome, string Reason);
