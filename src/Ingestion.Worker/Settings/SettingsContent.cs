using System.Security.Cryptography;
using System.Text;

namespace Ingestion.Worker.Settings;

/// <summary>Tells whether the files that settings come from differ from an earlier look, by what is in them: mounted secrets are swapped by links, with any date.</summary>
internal static class SettingsContent
{
    /// <summary>A digest of the settings file and the folder of secrets. What cannot be read has a digest too, by the kind of its fault.</summary>
    public static string Digest(SettingsSources sources, string? secretsFolder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (sources.ExistingFile is { } file)
        {
            Add(hash, file);
        }

        if (secretsFolder is not null)
        {
            try
            {
                foreach (var secret in Directory.EnumerateFiles(secretsFolder).Where(path => Path.GetFileName(path)[0] != '.').Order(StringComparer.Ordinal))
                {
                    Add(hash, secret);
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                Add(hash, "folder", Encoding.UTF8.GetBytes(fault.GetType().Name));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string file)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            content = Encoding.UTF8.GetBytes(fault.GetType().Name);
        }

        Add(hash, file, content);
    }

    private static void Add(IncrementalHash hash, string name, ReadOnlySpan<byte> content)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(name));
        hash.AppendData(BitConverter.GetBytes(content.Length));
        hash.AppendData(content);
    }
}
