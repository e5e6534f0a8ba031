using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Channels.Forms;

/// <summary>What was filled in: cleaned and trimmed, not yet checked. Never null, empty when not given.</summary>
internal sealed record FormEntry
{
    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    public string Phone { get; init; } = "";

    public string Message { get; init; } = "";

    public string Reference { get; init; } = "";

    /// <summary>The page's token, or a program's own key for the request.</summary>
    public string Token { get; init; } = "";

    public string Language { get; init; } = "";

    public string Trap { get; init; } = "";

    /// <summary>Fields that were given and are no text (JSON only).</summary>
    public IReadOnlyList<string> NoText { get; init; } = [];

    /// <summary>What could not be read, as <see cref="InboundMessage.Notes"/>.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>16 hexadecimal digits that are equal for equal content.</summary>
    public string ContentHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in (ReadOnlySpan<string>)[Name, Email, Phone, Message, Reference])
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    /// <summary>The entry with these fields; of a field given twice the first counts.</summary>
    public static FormEntry Of(IReadOnlyDictionary<string, string> fields, IReadOnlyList<string> noText, List<string> notes)
    {
        return new FormEntry
        {
            Name = Line(FormField.Name),
            Email = Line(FormField.Email),
            Phone = Line(FormField.Phone),
            Message = Field(FormField.Message).ReplaceLineEndings("\n").Trim(),
            Reference = Line(FormField.Reference),
            Token = Field(FormField.Token),
            Language = Field(FormField.Language),
            Trap = Field(FormField.Trap),
            NoText = noText,
            Notes = notes,
        };

        string Field(string name) => fields.GetValueOrDefault(name, "");

        string Line(string name)
        {
            var text = Field(name);
            return text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim() : text.Trim();
        }
    }
}
