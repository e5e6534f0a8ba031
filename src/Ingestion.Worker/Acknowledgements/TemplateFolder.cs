using System.Text;
using Ingestion.Channels;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>The templates' sources: those built in, and a folder of the operator's own in front of them.</summary>
internal sealed class TemplateFolder
{
    private const int MaxBytes = 64 * 1024;
    private const string ResourcePrefix = "Ingestion.Worker.Acknowledgements.Templates.";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, string> overrides = new(StringComparer.Ordinal);

    /// <summary>Reads every file of the folder, which is not looked at again.</summary>
    /// <exception cref="TemplateFaultException">The folder or a file in it cannot be used.</exception>
    public TemplateFolder(string? overrideFolder)
    {
        var faults = new List<SettingFault>();
        if (!string.IsNullOrWhiteSpace(overrideFolder))
        {
            Read(overrideFolder, faults);
        }

        if (faults.Count > 0)
        {
            throw new TemplateFaultException(faults);
        }
    }

    /// <summary>The paths that the operator's folder replaces.</summary>
    public IReadOnlyCollection<string> Overridden => overrides.Keys;

    /// <summary>The source of a known path, lines ended by LF; null when there is none.</summary>
    public string? Find(string path) => overrides.GetValueOrDefault(path) ?? BuiltIn(path);

    private static string? BuiltIn(string path)
    {
        using var stream = typeof(TemplateFolder).Assembly.GetManifestResourceStream(ResourcePrefix + path.Replace('/', '.'));
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, StrictUtf8);
        return Normalise(reader.ReadToEnd());
    }

    private void Read(string folder, List<SettingFault> faults)
    {
        if (!Directory.Exists(folder))
        {
            faults.Add(new SettingFault("", "the folder of templates does not exist"));
            return;
        }

        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                if (file.EndsWith(".hbs", StringComparison.OrdinalIgnoreCase))
                {
                    ReadFile(file, Path.GetRelativePath(folder, file).Replace('\\', '/'), faults);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add(new SettingFault("", "the folder of templates cannot be read: " + fault.GetType().Name));
        }
    }

    private void ReadFile(string file, string path, List<SettingFault> faults)
    {
        if (!TemplatePath.All.Contains(path))
        {
            faults.Add(new SettingFault(path, "no acknowledgement is made from a file of this name; names look like tr/email/complaint.hbs"));
            return;
        }

        try
        {
            if (new FileInfo(file).Length > MaxBytes)
            {
                faults.Add(new SettingFault(path, "larger than 64 KB"));
                return;
            }

            var source = Normalise(StrictUtf8.GetString(File.ReadAllBytes(file)));
            if (TemplateRules.FaultIn(path, source) is { } fault)
            {
                faults.Add(new SettingFault(path, fault));
                return;
            }

            overrides.Add(path, source);
        }
        catch (DecoderFallbackException)
        {
            faults.Add(new SettingFault(path, "it is not UTF-8 text"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add(new SettingFault(path, "cannot be read: " + fault.GetType().Name));
        }
    }

    private static string Normalise(string source) => source.TrimStart('\uFEFF').ReplaceLineEndings("\n");
}
