namespace Ingestion.Mail.Mime;

/// <summary>What could not be read, each code once, in the order of finding.</summary>
internal sealed class ProblemList
{
    private List<string>? _codes;

    public IReadOnlyList<string> Codes => _codes ?? (IReadOnlyList<string>)[];

    public void Add(string? code)
    {
        if (code is null || _codes?.Contains(code) == true)
        {
            return;
        }

        (_codes ??= []).Add(code);
    }
}
