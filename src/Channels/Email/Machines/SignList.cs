namespace Ingestion.Channels.Email.Machines;

/// <summary>Signs as they are found, each code once with its greatest strength.</summary>
internal sealed class SignList
{
    private List<MachineSign>? _signs;

    public IReadOnlyList<MachineSign> All => _signs ?? (IReadOnlyList<MachineSign>)[];

    public void Add(string code, MachineSignStrength strength)
    {
        _signs ??= [];
        var known = _signs.FindIndex(sign => sign.Code == code);
        if (known < 0)
        {
            _signs.Add(new MachineSign(code, strength));
        }
        else if (_signs[known].Strength < strength)
        {
            _signs[known] = new MachineSign(code, strength);
        }
    }
}
