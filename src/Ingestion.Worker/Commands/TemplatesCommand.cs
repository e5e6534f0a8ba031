using System.CommandLine;
using System.Globalization;
using System.Text;
using Ingestion.Worker.Acknowledgements;

namespace Ingestion.Worker.Commands;

/// <summary><c>templates</c>: the texts that customers get, to look at and to change.</summary>
internal static class TemplatesCommand
{
    public static Command Make(Terminal terminal, SettingsOptions options)
    {
        var command = new Command("templates", "The texts that customers get: look at them all with sample values, or take the built-in ones to change them.");
        command.Subcommands.Add(Preview(terminal, options));
        command.Subcommands.Add(Export(terminal));
        return command;
    }

    private static Command Preview(Terminal terminal, SettingsOptions options)
    {
        var file = new Option<FileInfo>("--out") { Description = "Where the page is written.", HelpName = "FILE", DefaultValueFactory = _ => new FileInfo("templates.html") };
        var command = new Command(
            "preview",
            "Write one page with every template rendered with sample values, your own in front of the built-in ones, and list what each text message costs. What a template leaves out is noted; what cannot be used ends the command with exit code 3.") { file };
        command.SetAction(parsed =>
        {
            var settings = options.Load(parsed).Worker;
            List<TemplatePreview> previews;
            try
            {
                previews = [.. TemplatePreview.All(settings.Acknowledgements.TemplatesFolder, settings.Organisation, settings.Http.StatusPage ? settings.Http.PublicUrl : null)];
            }
            catch (TemplateFaultException fault)
            {
                fault.Faults.ToList().ForEach(one => terminal.Complain($"{one.Key}: {one.Message}"));
                return ExitCode.Settings;
            }

            var target = parsed.GetValue(file)!.FullName;
            File.WriteAllText(target, PreviewPage.Of(previews), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            TextTable.Write(
                terminal.Out,
                ["language", "text", "SMS", "characters"],
                previews.Where(preview => preview.TextMessages is not null).Select(preview => new[]
                {
                    preview.Language, Path.GetFileNameWithoutExtension(preview.Path), preview.TextMessages!.Value.ToString(CultureInfo.InvariantCulture), preview.Text.Text.Length.ToString(CultureInfo.InvariantCulture),
                }));
            foreach (var preview in previews)
            {
                preview.Notes.ToList().ForEach(note => terminal.Out.WriteLine($"note  {preview.Path}: {note}"));
            }

            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{previews.Count} templates, {previews.Count(preview => preview.IsOverridden)} of them your own: {target}"));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Export(Terminal terminal)
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "The folder; files in it are not replaced.", HelpName = "FOLDER", Required = true };
        var command = new Command("export", "Write the built-in templates into a folder. Keep those that you change, and name the folder in Acknowledgements:TemplatesFolder.") { folder };
        command.SetAction(parsed =>
        {
            var root = parsed.GetValue(folder)!.FullName;
            var builtIn = new TemplateFolder(null);
            var (written, kept) = (0, 0);
            foreach (var path in TemplatePath.All.Order(StringComparer.Ordinal))
            {
                if (builtIn.Find(path) is not { } source)
                {
                    continue;
                }

                var file = Path.Combine([root, .. path.Split('/')]);
                if (File.Exists(file))
                {
                    kept++;
                    continue;
                }

                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, source, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                written++;
            }

            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written} templates written to {root}") + (kept == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {kept} that were there left as they are")));
            return ExitCode.Done;
        });
        return command;
    }
}
