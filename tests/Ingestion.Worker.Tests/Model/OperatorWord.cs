using Ingestion.Channels;

namespace Ingestion.Worker.Tests.Model;

/// <summary>What an operator decides about two contacts.</summary>
/// <param name="Links">Whether they are one person from now on, or no longer.</param>
/// <param name="Changes">Whether the model says that this changes anything.</param>
internal sealed record OperatorWord(bool Links, ContactPoint One, ContactPoint Other, bool Changes);
