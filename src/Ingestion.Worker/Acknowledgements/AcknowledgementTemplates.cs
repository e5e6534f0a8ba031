using System.Collections.Concurrent;
using HandlebarsDotNet;
using Ingestion.Channels;

namespace Ingestion.Worker.Acknowledgements;

/// <summary>
/// Renders automatic messages. Templates are compiled at their first use and kept; a failure is not: a machine that slept over it compiles it at the next.
/// Thread-safe; the same under every culture.
/// A changed override is seen at the next start.
/// </summary>
internal sealed class AcknowledgementTemplates
{
    private readonly TemplateFolder folder;
    private readonly ConcurrentDictionary<(string Language, Medium Medium, TextKind Kind), CompiledTemplate> compiled = new();
    private readonly ConcurrentDictionary<(string Language, TextKind Kind), CompiledTemplate> compiledPublic = new();
    private readonly IHandlebars plain = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, FormatProvider = System.Globalization.CultureInfo.InvariantCulture });
    private readonly IHandlebars html = Handlebars.Create(new HandlebarsConfiguration { FormatProvider = System.Globalization.CultureInfo.InvariantCulture });
    private readonly Dictionary<string, HandlebarsTemplate<object, object>> layouts = new(StringComparer.Ordinal);
    private readonly Lock compiling = new();

    /// <param name="overrideFolder">A folder with templates in front of the built-in ones, under the same paths (<c>tr/email/complaint.hbs</c>); or null.</param>
    /// <exception cref="TemplateFaultException">A file in the folder is broken or has no known name.</exception>
    public AcknowledgementTemplates(string? overrideFolder)
    {
        folder = new TemplateFolder(overrideFolder);
        CompileOverrides();
    }

    public RenderedText Render(AcknowledgementFacts facts)
    {
        var language = CustomerLanguage.Of(facts.Language);
        var template = compiled.GetOrAdd(
            (language, facts.Medium, facts.Kind),
            static (key, self) => self.Compile(TemplatePath.Of(key.Language, key.Medium, key.Kind), key.Language),
            this);
        return template.Render(facts, language);
    }

    /// <summary>The same where everybody reads it: says only that the matter is registered and where the answer comes.</summary>
    public string RenderPublic(AcknowledgementFacts facts)
    {
        var language = CustomerLanguage.Of(facts.Language);
        var template = compiledPublic.GetOrAdd(
            (language, facts.Kind),
            static (key, self) => self.Compile(TemplatePath.OfPublic(key.Language, key.Kind), key.Language),
            this);
        return template.Render(facts, language).Text;
    }

    private CompiledTemplate Compile(string path, string language)
    {
        // A compiling Handlebars environment changes its own state.
        lock (compiling)
        {
            var (subject, text) = TemplateRules.Split(path, folder.Find(path) ?? throw new InvalidOperationException("no template " + path));
            return TemplatePath.HasSubject(path)
                ? new CompiledTemplate(plain.Compile(subject), plain.Compile(text), LayoutFor(language))
                : new CompiledTemplate(null, plain.Compile(text), null);
        }
    }

    private HandlebarsTemplate<object, object> LayoutFor(string language)
    {
        var source = folder.Find(TemplatePath.LayoutOf(language)) ?? folder.Find(TemplatePath.Layout)!;
        if (!layouts.TryGetValue(source, out var layout))
        {
            layout = html.Compile(source);
            layouts.Add(source, layout);
        }

        return layout;
    }

    /// <summary>The rules cannot see everything that Handlebars can object to, so what it says is a fault of the file too.</summary>
    private void CompileOverrides()
    {
        var faults = new List<SettingFault>();
        foreach (var path in folder.Overridden)
        {
            try
            {
                (TemplatePath.IsLayout(path) ? html : plain).Compile(TemplateRules.Split(path, folder.Find(path)!).Text);
            }
            catch (HandlebarsException fault)
            {
                faults.Add(new SettingFault(path, fault.Message.ReplaceLineEndings(" ")));
            }
        }

        if (faults.Count > 0)
        {
            throw new TemplateFaultException(faults);
        }
    }
}
