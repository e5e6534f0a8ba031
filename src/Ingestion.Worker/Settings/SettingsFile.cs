using System.Text;
using System.Text.Json;

namespace Ingestion.Worker.Settings;

/// <summary>Reads a JSON settings file (RFC 8259, with comments and trailing commas) into nodes that know their line.</summary>
internal static class SettingsFile
{
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>
    /// Adds the file's keys to <paramref name="root"/>. Returns false, with one fault under the file's name, when the file cannot be used at all:
    /// what other checks would say then is noise.
    /// </summary>
    public static bool Read(string file, SettingNode root, SettingFaults faults)
    {
        var name = Path.GetFileName(file);
        byte[] bytes;
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > MaxBytes })
            {
                faults.Add(name, "is larger than 4 MB: this is not a settings file");
                return false;
            }

            bytes = File.ReadAllBytes(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add(name, fault is FileNotFoundException or DirectoryNotFoundException ? $"there is no file {file}" : $"cannot be read: {fault.Message}");
            return false;
        }

        return Parse(bytes, name, root, faults);
    }

    internal static bool Parse(ReadOnlySpan<byte> json, string name, SettingNode root, SettingFaults faults)
    {
        json = json.StartsWith(Encoding.UTF8.Preamble) ? json[3..] : json;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 });
        var walk = new Walk(name, root, faults);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
                {
                    faults.Add(name, "must hold one object { … }");
                    return false;
                }

                walk.Take(ref reader, json);
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            // text that is no UTF-8: from an editor that writes windows-1254, or half a pair of surrogates
            faults.Add($"{name} line {walk.Line}", "holds text that is not UTF-8: save the file as UTF-8");
            return false;
        }
        catch (JsonException fault)
        {
            faults.Add($"{name} line {fault.LineNumber + 1}", $"is not valid JSON here (column {fault.BytePositionInLine + 1}): {FirstSentence(fault.Message)}");
            return false;
        }
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    /// <summary>Where the reader stands: the path of open objects and arrays, and the line.</summary>
    private sealed class Walk(string name, SettingNode root, SettingFaults faults)
    {
        private readonly Stack<Level> _levels = new();
        private int _line = 1;
        private int _counted;

        public int Line => _line;

        public void Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
        {
            var start = (int)reader.TokenStartIndex;
            _line += json[_counted..start].Count((byte)'\n');
            _counted = start;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    Name(reader.GetString()!);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    Open(isArray: reader.TokenType == JsonTokenType.StartArray);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    Close();
                    break;
                default:
                    Write(Text(ref reader));
                    break;
            }
        }

        private static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            _ => Encoding.UTF8.GetString(reader.ValueSpan),
        };

        private void Name(string key)
        {
            var level = _levels.Peek();
            level.Key = key;
            if (key.Contains(':') || key.Trim().Length == 0)
            {
                faults.Add(PathHere(), $"a key is a name without colons; nest objects instead");
            }
            else if (!level.Seen.Add(key))
            {
                faults.Add(PathHere(), $"is written twice, first in {root.Find(PathHere())?.Place}");
            }
        }

        private void Open(bool isArray)
        {
            if (_levels.Count > 0)
            {
                root.Set(PathHere(), null, Place);
            }

            _levels.Push(new Level { IsArray = isArray });
        }

        private void Close()
        {
            var closed = _levels.Pop();
            if (_levels.Count == 0)
            {
                return;
            }

            if (closed is { IsArray: true, Next: 0 })
            {
                root.Set(PathHere(), null, Place, isEmptyList: true);
            }

            Done();
        }

        private void Write(string? value)
        {
            root.Set(PathHere(), value, Place);
            Done();
        }

        private void Done()
        {
            var level = _levels.Peek();
            if (level.IsArray)
            {
                level.Next++;
            }
        }

        private string Place => $"{name} line {_line}";

        private string PathHere() => string.Join(':', _levels.Reverse().Select(level => level.IsArray ? Number(level.Next) : level.Key));

        private static string Number(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class Level
    {
        public HashSet<string> Seen { get; } = new(StringComparer.OrdinalIgnoreCase);

        public bool IsArray { get; init; }

        public string Key { get; set; } = "";

        public int Next { get; set; }
    }
}
