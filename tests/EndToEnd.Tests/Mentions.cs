using System.Globalization;
using TestSupport;

namespace EndToEnd.Tests;

/// <summary>What customers do on X: they post, they edit, and some posts come into the list late. Remembers what must be in the pool for it.</summary>
internal sealed class Mentions(XTimeline timeline, DateTimeOffset first)
{
    public const string Account = "2244994945";
    private const string List = $"/2/users/{Account}/mentions";
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(3);
    private readonly List<long> posts = [];
    private readonly HashSet<long> edited = [];
    private int minted;

    /// <summary>External ids of all versions that were there to be read, each of which is one message.</summary>
    public HashSet<string> Expected { get; } = new(StringComparer.Ordinal);

    /// <summary>Posts, however often they were edited: each is one complaint.</summary>
    public int Posts => posts.Count;

    /// <summary>Edits of posts that had been read before.</summary>
    public int Edits { get; private set; }

    /// <summary>All posts that were edited.</summary>
    public int Edited => edited.Count;

    public long Newest { get; private set; }

    public static string KeyOf(long id) => string.Create(CultureInfo.InvariantCulture, $"post:{id}");

    public void Publish(int count)
    {
        for (var n = 0; n < count; n++)
        {
            Publish(NextId());
        }
    }

    /// <summary>Posts with ids between the newest ones: they should have been in the list for minutes.</summary>
    public void PublishLate(int count)
    {
        foreach (var earlier in posts[^count..])
        {
            Publish(earlier + 1);
        }
    }

    /// <summary>The list shows the new version only.</summary>
    /// <param name="count">How many.</param>
    /// <param name="taken">External ids that the pool has.</param>
    /// <param name="isTaken">Of posts that were read before, or of others.</param>
    public void Edit(int count, IReadOnlySet<string> taken, bool isTaken)
    {
        var chosen = posts.Where(id => Expected.Contains(KeyOf(id)) && taken.Contains(KeyOf(id)) == isTaken && !edited.Contains(id)).Take(count).ToArray();
        Assert.Equal(count, chosen.Length);
        foreach (var id in chosen)
        {
            edited.Add(id);
            timeline.Remove(id);
            Add(NextId(), id, "düzəliş: ");
            if (isTaken)
            {
                Edits++;
            }
            else
            {
                Expected.Remove(KeyOf(id));
            }
        }
    }

    private void Publish(long id)
    {
        posts.Add(id);
        Add(id, id, "");
    }

    private void Add(long id, long original, string beginning)
    {
        var history = id == original ? string.Create(CultureInfo.InvariantCulture, $"\"{id}\"") : string.Create(CultureInfo.InvariantCulture, $"\"{original}\",\"{id}\"");
        timeline.Add(List, string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{id}}","text":"@bank {{beginning}}{{original % 999_983}} nömrəli kartımdan iki dəfə pul çıxılıb, şikayət edirəm","author_id":"{{original / 1_000_003}}","conversation_id":"{{original}}","lang":"az","edit_history_tweet_ids":[{{history}}]}"""));
        Expected.Add(KeyOf(id));
        Newest = Math.Max(Newest, id);
    }

    /// <summary>X's ids hold the moment in milliseconds since 2010-11-04T01:42:54.657Z.</summary>
    private long NextId() => ((first + (minted++ * Apart)).ToUnixTimeMilliseconds() - 1288834974657) << 22;
}
