using Ingestion.Worker.Tests.Core;

namespace Ingestion.Worker.Tests.Model;

/// <summary>What an operator says.</summary>
/// <param name="Name">What it is, and whether it makes sense.</param>
/// <param name="SayAsync">Says it to the pool; tells what went wrong, or null.</param>
internal sealed record OperatorWord(string Name, Func<CoreOnStore, Task<string?>> SayAsync);
