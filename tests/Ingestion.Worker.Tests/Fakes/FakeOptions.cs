using System.ComponentModel.DataAnnotations;

namespace Ingestion.Worker.Tests.Fakes;

public sealed record FakeOptions
{
    /// <summary>The provider's machine.</summary>
    [Required]
    public string Host { get; init; } = "";

    [Range(1, 65535)]
    public int Port { get; init; } = 993;

    [StringLength(100, MinimumLength = 8)]
    public string? Password { get; init; }

    public FakeMode Mode { get; init; } = FakeMode.Strict;

    [MaxLength(3)]
    public IReadOnlyList<string> Keys { get; init; } = [];

    public IReadOnlyDictionary<string, FakeFolder> Folders { get; init; } = new Dictionary<string, FakeFolder>();

    public Uri? Callback { get; init; }

    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    public bool Careful { get; init; } = true;
}
