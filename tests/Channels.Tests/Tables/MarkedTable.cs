namespace Channels.Tests.Tables;

/// <summary>A generated table between two comments of a document.</summary>
internal sealed class MarkedTable
{
    private readonly string file;
    private readonly string begin;
    private readonly string end;

    /// <param name="path">Below the repository's root.</param>
    /// <param name="name">What the comments call it.</param>
    public MarkedTable(string path, string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "IngestionWorker.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("the tests do not run inside the repository");
        }

        file = Path.Combine(root.FullName, path);
        begin = $"<!-- {name}: written by ops/tables.sh -->\n";
        end = $"<!-- end of {name} -->\n";
    }

    public string Read()
    {
        var (text, from, to) = Find();
        return text[from..to];
    }

    public void Replace(string table)
    {
        var (text, from, to) = Find();
        File.WriteAllText(file, text[..from] + table + text[to..]);
    }

    private (string Text, int From, int To) Find()
    {
        var text = File.ReadAllText(file);
        var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = text.IndexOf(end, StringComparison.Ordinal);
        return from < begin.Length || to < from ? throw new InvalidOperationException($"{file} has no place for a table between {begin.Trim()} and {end.Trim()}") : (text, from, to);
    }
}
