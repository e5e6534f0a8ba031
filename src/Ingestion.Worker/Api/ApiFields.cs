using System.Globalization;
using System.Text.Json;

namespace Ingestion.Worker.Api;

/// <summary>The members of a request's object. What is wrong is kept and told all at once; a name that nobody knows is wrong, too: it is a mistyped one.</summary>
internal sealed class ApiFields
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly List<string> faults = [];

    public ApiFields(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            faults.Add("the body must be a JSON object");
            return;
        }

        foreach (var member in body.EnumerateObject())
        {
            if (Read(() => member.Name) is { } name)
            {
                members[name] = member.Value;
            }
            else
            {
                faults.Add("a name is no Unicode text");
            }
        }
    }

    /// <summary>What is wrong, in one sentence; null when nothing is. After all fields were asked for.</summary>
    public string? Fault
    {
        get
        {
            var unknown = members.Keys.Where(name => !asked.Contains(name)).Select(name => $"'{Shown(name)}' is not known");
            return faults.Concat(unknown).ToList() is { Count: > 0 } all ? string.Join("; ", all) : null;
        }
    }

    public string? Text(string name, int longest)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String || Read(value.GetString) is not { } text)
        {
            faults.Add($"'{name}' must be a text");
            return null;
        }

        if (text.Length > longest)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"'{name}' has {text.Length} characters, and {longest} are the most"));
            return null;
        }

        return text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
    }

    /// <summary>One of these words.</summary>
    public string? Word(string name, Func<string, string?> faultOf)
    {
        var word = Text(name, 100);
        if (word is not null && faultOf(word) is { } fault)
        {
            faults.Add($"'{name}': {fault}");
        }

        return word;
    }

    public DateOnly? Day(string name)
    {
        if (Text(name, 20) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        faults.Add($"'{name}' must be a day such as 2027-03-21");
        return null;
    }

    public bool Truth(string name)
    {
        if (Find(name) is not { } value)
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            faults.Add($"'{name}' must be true or false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    public void Need(bool isThere, string what)
    {
        if (!isThere)
        {
            faults.Add(what);
        }
    }

    private JsonElement? Find(string name)
    {
        asked.Add(name);
        return members.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>Null for half of a surrogate pair, which JSON can escape and no text can hold.</summary>
    private static string? Read(Func<string?> text)
    {
        try
        {
            return text();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Shown(string name) => name.Length > 40 ? name[..40] + "…" : name;
}
