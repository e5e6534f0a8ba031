using System.ComponentModel.DataAnnotations;

namespace Ingestion.Worker.Tests.Fakes;

public sealed record FakeFolder
{
    [Required]
    public string Path { get; init; } = "";

    [Range(1, 10)]
    public int Depth { get; init; } = 1;
}
